package galaxy.users.block;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.users.account.Pilot;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EmailSubjectTest {
    private final EmailSubject unknown = EmailSubject.unknown(EmailAddress.of("pilot@example.com"));
    private final EmailBlock first = new EmailBlock(Pilot.REASON, Optional.of(Pilot.OPS), Pilot.day(1));
    private final EmailBlock second = new EmailBlock(Pilot.OTHER_REASON, Optional.empty(), Pilot.day(2));

    @Test
    void may_be_blocked_before_any_user_exists_and_stays_blocked_when_one_does() {
        var blocked = unknown.blocked(first);
        assertThat(unknown.isBlocked()).isFalse();
        assertThat(blocked.isBlocked()).isTrue();
        assertThat(blocked.ownedBy(UserId.of(new byte[16])).block()).contains(first);
    }

    @Test
    void keeps_its_first_block_until_that_is_lifted() {
        var blocked = unknown.blocked(first);
        assertThat(blocked.blocked(second)).isEqualTo(blocked);
        assertThat(blocked.unblocked()).isEqualTo(unknown);
        assertThat(blocked.unblocked().blocked(second).block()).contains(second);
    }

    @Test
    void does_not_print_its_e_mail_address() {
        assertThat(unknown.toString()).doesNotContain("example.com");
    }
}
