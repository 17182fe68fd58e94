package galaxy.web.profile;

import galaxy.client.users.Account;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.Standing;
import galaxy.kernel.ReasonCode;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Reasons;
import galaxy.pages.text.Sentence;
import galaxy.pages.text.StandingText;
import galaxy.pages.text.Words;
import galaxy.pages.view.Callout;
import galaxy.pages.view.Tone;
import galaxy.web.page.FormResult;
import galaxy.web.page.Paths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a player cannot change the profile.
 *
 * @param code of the sanction
 * @param reason empty where it is not known now
 * @param end empty until the sanction is removed
 */
public record Restriction(SanctionCode code, Optional<ReasonCode> reason, Optional<Instant> end) {
    /** The state of a page that cannot be changed. */
    public static final String STATE = "restricted";

    /** That of an account. */
    public static Optional<Restriction> of(Account account) {
        return account.sanctions().stream()
                .filter(sanction -> sanction.code().equals(SanctionCode.PROFILE_UPDATE_BLOCK))
                .map(sanction -> new Restriction(sanction.code(), Optional.of(sanction.reason()), sanction.expiresAt()))
                .findFirst();
    }

    /** The same as the player is shown it; a block of sign-in, which may have come after the session, is one too. */
    public static Optional<Restriction> of(Standing standing) {
        return sanction(standing, SanctionCode.PROFILE_UPDATE_BLOCK)
                .or(() -> sanction(standing, SanctionCode.LOGIN_BLOCK))
                .or(() -> standing.emailBlock()
                        .map(block -> new Restriction(
                                SanctionCode.LOGIN_BLOCK, Optional.of(block.reason()), block.expiresAt())));
    }

    private static Optional<Restriction> sanction(Standing standing, SanctionCode code) {
        return standing.active().stream()
                .filter(sanction -> sanction.code().equals(code))
                .map(sanction -> new Restriction(code, Optional.of(sanction.reason()), sanction.expiresAt()))
                .findFirst();
    }

    /** One of which only the code is known. */
    public static Restriction of(SanctionCode code) {
        return new Restriction(code, Optional.empty(), Optional.empty());
    }

    /** Reason and end, above all else. */
    public Callout callout(Words words, Reasons reasons) {
        List<Sentence> sentences = new ArrayList<>();
        sentences.add(StandingText.sanction(words, code.value(), end));
        reason.ifPresent(known -> sentences.add(reasons.of(known.value(), words)));
        sentences.add(words.sentence("restricted.standing", Arg.link(Paths.STANDING.href())));
        return new Callout(Tone.DANGER, sentences);
    }

    /** {@code 403}: what was sent is not saved. */
    public FormResult refused(Words words) {
        String sentence = StandingText.sanction(words, code.value(), end).plain();
        return FormResult.whole(403, STATE, sentence + " " + words.text("restricted.unchanged"));
    }
}
