package galaxy.auth.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.address.AddressBudgets.Taken;
import galaxy.auth.address.AddressBudgets.Use;
import galaxy.auth.challenge.Challenge.Proof;
import galaxy.auth.challenge.Challenge.State;
import galaxy.sessions.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChallengeTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Taken TAKEN = new Taken(Use.SEND, "narrow", "wide");
    private static final Proof PROOF =
            new Proof(new Credential(Credential.COOKIE, "key"), "UTC", "en", Optional.empty(), Optional.empty());

    private static Challenge open() {
        return Challenge.open("pilot@example.com", "digest", "key", NOON, List.of(TAKEN));
    }

    @Test
    void an_open_one_lasts_ten_minutes_and_a_verified_one_thirty() {
        assertThat(open().isOver(NOON.plus(Duration.ofMinutes(10)).minusMillis(1)))
                .isFalse();
        assertThat(open().isOver(NOON.plus(Duration.ofMinutes(10)))).isTrue();
        Challenge verified = open().with(new State.Verified(PROOF));
        assertThat(verified.isOver(NOON.plus(Duration.ofMinutes(30)).minusMillis(1)))
                .isFalse();
        assertThat(verified.isOver(NOON.plus(Duration.ofMinutes(30)))).isTrue();
    }

    @Test
    void it_can_be_sent_again_while_three_minutes_are_left() {
        assertThat(open().isResendable(NOON.plus(Duration.ofMinutes(7)))).isTrue();
        assertThat(open().isResendable(NOON.plus(Duration.ofMinutes(7)).plusMillis(1)))
                .isFalse();
        assertThat(open().with(new State.Verified(PROOF)).isResendable(NOON)).isFalse();
    }

    @Test
    void a_resend_moves_neither_its_end_nor_its_attempts() {
        Challenge again = open().tried(NOON, List.of()).resent(List.of(TAKEN));
        assertThat(again.sentAt()).isEqualTo(NOON);
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.mails()).isEqualTo(2);
        assertThat(again.taken()).containsExactly(TAKEN, TAKEN);
    }

    @Test
    void what_was_taken_is_given_back_once_it_is_verified() {
        Taken confirm = new Taken(Use.CONFIRM, "narrow", "wide");
        Challenge tried = open().tried(NOON, List.of(confirm));
        assertThat(tried.taken()).containsExactly(TAKEN, confirm);
        Challenge verified = tried.with(new State.Verified(PROOF));
        assertThat(verified.taken()).isEmpty();
        assertThat(verified.tried(NOON, List.of(confirm)).taken()).isEmpty();
    }
}
