package galaxy.users.block;

import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.TryAgainException;
import galaxy.kernel.Turns;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.users.account.AccountStore;
import galaxy.users.account.AccountStore.AccountSnapshot;
import galaxy.users.account.BlockChange;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.RecordedBlock;
import galaxy.users.account.RequestContext;
import galaxy.users.account.RequestKey;
import galaxy.users.registration.SubjectStore;
import galaxy.users.registration.SubjectStore.KeyedSubject;
import galaxy.users.registration.SubjectStore.SubjectSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

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

    /** The result of a request to block or to unblock. */
    public sealed interface BlockOutcome {
        record Done(BlockChange change) implements BlockOutcome {}

        /** A value is invalid at this time. */
        record Invalid(String field, String reason) implements BlockOutcome {}

        record UnknownUser() implements BlockOutcome {}

        /** The idempotency key was used with another request. */
        record KeyReused() implements BlockOutcome {}
    }

    /** Blocks an address. A block in force keeps its first reason, actor and time; a later end moves its end. */
    public BlockOutcome block(EmailAddress email, BlockEmail command, RequestContext request) {
        return change(email, command, request);
    }

    /** Unblocks an address. A {@code login_block} of its user stays. */
    public BlockOutcome unblock(EmailAddress email, ReasonCode reason, Actor actor, RequestContext request) {
        return change(email, new UnblockEmail(reason, actor), request);
    }

    /** Blocks the address of a user. */
    public BlockOutcome blockUser(UserId userId, BlockEmail command, RequestContext request) {
        return accounts.read(userId)
                .map(user -> block(user.account().email(), command, request))
                .orElseGet(BlockOutcome.UnknownUser::new);
    }

    /** Forgets a block that has ended. */
    public void repair(EmailAddress email) {
        turns.retry(email, "the e-mail address", writes -> {
            SubjectSnapshot subject = subjects.read(email);
            boolean hasEnded = subject.block().stream().anyMatch(block -> !block.isActiveAt(clock.instant()));
            WriteResult written =
                    hasEnded ? subjects.writeBlock(subject, Optional.empty(), Optional.empty()) : WriteResult.DONE;
            return written.ifDone(subject);
        });
    }

    private BlockOutcome change(EmailAddress email, BlockCommand command, RequestContext request) {
        return turns.retry(email, "the e-mail address", writes -> attempt(email, command, request));
    }

    private Optional<BlockOutcome> attempt(EmailAddress email, BlockCommand command, RequestContext request) {
        KeyedSubject read = request.key()
                .map(key -> subjects.read(email, key))
                .orElseGet(() -> new KeyedSubject(subjects.read(email), Optional.empty()));
        SubjectSnapshot subject = read.snapshot();
        if (read.result().isPresent()) {
            BlockOutcome recorded = repeated(read.result().get(), request.key().orElseThrow());
            return subjects.confirm(subject).ifDone(recorded);
        }
        Instant now = Command.wholeMillis(clock.instant());
        return command.problem(now)
                .<Optional<BlockOutcome>>map(Optional::of)
                .orElseGet(() -> decide(subject, command, request, now));
    }

    private Optional<BlockOutcome> decide(
            SubjectSnapshot subject, BlockCommand command, RequestContext request, Instant now) {
        Optional<AccountSnapshot> user =
                subject.userId().flatMap(id -> request.isDryRun() ? accounts.read(id) : accounts.readSettled(id));
        Optional<EmailBlock> inForce = subject.block().filter(block -> block.isActiveAt(now));
        Optional<BlockCommand.Next> next = command.next(inForce, now);
        Optional<EmailBlock> after = next.map(BlockCommand.Next::block).orElse(inForce);
        BlockChange change = new BlockChange(
                inForce.isPresent() != after.isPresent(),
                user.map(known -> known.account().userId()),
                after.map(block -> subjects.blockId(subject.email(), block)),
                after.flatMap(EmailBlock::expiresAt));
        BlockOutcome done = new BlockOutcome.Done(change);
        if (request.isDryRun()) {
            return Optional.of(done);
        }
        Optional<RecordedBlock> result = request.key().map(key -> new RecordedBlock(key, change, now));
        if (next.isEmpty()) {
            return result.map(known -> subjects.recordResult(subject, known))
                    .orElseGet(() -> subjects.confirm(subject))
                    .ifDone(done);
        }
        WriteResult written = user.isPresent()
                ? write(subject, user.get(), command, new Write(now, request, result))
                : subjects.writeBlock(subject, after, result);
        // With a key, an attempt that wrote has left its result.
        boolean isFound =
                written == WriteResult.CONFLICT_OR_DONE && result.isEmpty() && isWritten(subject.email(), after);
        return written == WriteResult.DONE || isFound ? Optional.of(done) : Optional.empty();
    }

    private record Write(Instant at, RequestContext request, Optional<RecordedBlock> result) {}

    private static BlockOutcome repeated(RecordedBlock recorded, RequestKey request) {
        return recorded.key().fingerprint().equals(request.fingerprint())
                ? new BlockOutcome.Done(recorded.change())
                : new BlockOutcome.KeyReused();
    }

    /** Whether an unconfirmed write happened. An unblock shows no trace of its writer, so it stays unknown. */
    private boolean isWritten(EmailAddress email, Optional<EmailBlock> block) {
        SubjectSnapshot subject = subjects.read(email);
        if (block.isPresent() && subject.block().equals(block) && subjects.confirm(subject) == WriteResult.DONE) {
            return true;
        }
        throw new TryAgainException("the store did not confirm a change; retry");
    }

    private WriteResult write(SubjectSnapshot subject, AccountSnapshot user, BlockCommand command, Write write) {
        return switch (command.decide(user.account(), write.at())) {
            case Decision.Changed changed ->
                subjects.writeBlock(subject, user, changed, write.request().cause(), write.result());
            case Decision.Unchanged unchanged -> WriteResult.CONFLICT;
            case Decision.Refused refused -> throw new IllegalStateException("a block is never refused");
            case Decision.Renames renames -> throw new IllegalStateException("a block is not a name");
        };
    }
}
