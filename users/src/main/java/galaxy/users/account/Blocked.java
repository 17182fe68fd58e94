package galaxy.users.account;

import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * That an address may not sign in now: its own block is in force, or the {@code login_block} of its user.
 *
 * @param reason of its own block, else of the sanction
 * @param own its own block
 * @param expiresAt the later end of the two; absent when one of them has none
 */
public record Blocked(ReasonCode reason, Optional<EmailBlock> own, Optional<Instant> expiresAt) {
    /** Whether and how an address is blocked. */
    public static Optional<Blocked> at(Instant now, Optional<EmailBlock> subject, Optional<Account> account) {
        Optional<EmailBlock> own = subject.filter(block -> block.isActiveAt(now));
        Optional<Sanction> login =
                account.flatMap(known -> ActiveRecords.findActive(known.sanctions(), SanctionCode.LOGIN_BLOCK, now));
        if (own.isPresent() && login.isPresent()) {
            return Optional.of(new Blocked(
                    own.get().reason(),
                    own,
                    later(own.get().expiresAt(), login.get().expiresAt())));
        }
        return own.map(block -> new Blocked(block.reason(), own, block.expiresAt()))
                .or(() -> login.map(sanction -> new Blocked(sanction.reason(), own, sanction.expiresAt())));
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.flatMap(end -> other.map(second -> end.isAfter(second) ? end : second));
    }
}
