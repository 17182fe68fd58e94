package galaxy.users.block;

import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.TryAgainException;
import galaxy.kernel.Turns;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.users.account.AccountStore;
import galaxy.users.account.AccountStore.AccountSnapshot;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.EmailBlock;
import galaxy.users.registration.SubjectStore;
import galaxy.users.registration.SubjectStore.SubjectSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Blocks and unblocks e-mail addresses, with or without a user. */
public final class EmailBlocks {
    private final SubjectStore subjects;
    private final AccountStore accounts;
    private final InstantSource clock;
    private final Turns turns = new Turns();

    public EmailBlocks(SubjectStore subjects, AccountStore accounts, InstantSource clock) {
        this.subjects = subjects;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The result of blocking or unblocking an address. */
    public record BlockChange(boolean isChanged, Optional<UserId> userId) {}

    /** Blocks an address. A block in force keeps its first reason. */
    public BlockChange block(EmailAddress email, ReasonCode reason, Optional<Actor> actor, Cause cause) {
        return change(
                email,
                now -> Optional.of(new EmailBlock(reason, actor, Command.wholeMillis(now))),
                new BlockEmail(reason, actor),
                cause);
    }

    /** Unblocks an address. A {@code login_block} of its user stays. */
    public BlockChange unblock(EmailAddress email, ReasonCode reason, Actor actor, Cause cause) {
        return change(email, now -> Optional.empty(), new UnblockEmail(reason, actor), cause);
    }

    /** Blocks the address of a user; empty for an unknown user. */
    public Optional<BlockChange> blockUser(UserId userId, ReasonCode reason, Optional<Actor> actor, Cause cause) {
        return accounts.read(userId).map(user -> block(user.account().email(), reason, actor, cause));
    }

    private BlockChange change(
            EmailAddress email, Function<Instant, Optional<EmailBlock>> wanted, Command onAccount, Cause cause) {
        return turns.retry(email, "the e-mail address", writes -> {
            SubjectSnapshot subject = subjects.read(email);
            Optional<AccountSnapshot> user = subject.userId().flatMap(accounts::readSettled);
            Optional<UserId> userId = user.map(known -> known.account().userId());
            Instant now = clock.instant();
            Optional<EmailBlock> block = wanted.apply(now);
            if (subject.block().isPresent() == block.isPresent()) {
                return subjects.confirm(subject) == WriteResult.DONE
                        ? Optional.of(new BlockChange(false, userId))
                        : Optional.empty();
            }
            WriteResult written = user.isPresent()
                    ? write(subject, user.get(), onAccount, now, cause)
                    : subjects.writeBlock(subject, block);
            return written == WriteResult.DONE || (written == WriteResult.CONFLICT_OR_DONE && isWritten(email, block))
                    ? Optional.of(new BlockChange(true, userId))
                    : Optional.empty();
        });
    }

    /** Whether an unconfirmed write happened. An unblock shows no trace of its writer, so it stays unknown. */
    private boolean isWritten(EmailAddress email, Optional<EmailBlock> block) {
        SubjectSnapshot subject = subjects.read(email);
        if (block.isPresent() && subject.block().equals(block) && subjects.confirm(subject) == WriteResult.DONE) {
            return true;
        }
        throw new TryAgainException("the store did not confirm a change; retry");
    }

    private WriteResult write(
            SubjectSnapshot subject, AccountSnapshot user, Command command, Instant now, Cause cause) {
        return switch (command.decide(user.account(), now)) {
            case Decision.Changed changed -> subjects.writeBlock(subject, user, changed, cause);
            case Decision.Unchanged unchanged -> WriteResult.CONFLICT;
            case Decision.Refused refused -> throw new IllegalStateException("a block is never refused");
            case Decision.Renames renames -> throw new IllegalStateException("a block is not a name");
        };
    }
}
