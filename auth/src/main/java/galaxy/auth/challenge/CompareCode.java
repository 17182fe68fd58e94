package galaxy.auth.challenge;

import galaxy.auth.address.AddressBudgets;
import galaxy.auth.address.AddressBudgets.Taken;
import galaxy.auth.address.TypedAddress;
import galaxy.auth.challenge.ChallengeStore.Snapshot;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.auth.challenge.ConfirmCode.Request;
import galaxy.auth.code.Codes;
import galaxy.auth.mail.Mail;
import galaxy.auth.mail.MailKind;
import galaxy.kernel.Deadline;
import galaxy.kernel.Optimistic;
import galaxy.kernel.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Steps 1 to 4 of a confirmation: the code is counted, compared, and proves the mailbox. */
public final class CompareCode {
    /** So long the last attempt may still be on its way to prove the mailbox. */
    private static final Duration UNDECIDED = Duration.ofSeconds(3);

    private final ChallengeStore store;
    private final AddressBudgets budgets;
    private final SendCode.Rules rules;
    private final Consumer<String> mailer;
    private final InstantSource clock;

    /** @param mailer is given the id of a mail that is due */
    public CompareCode(
            ChallengeStore store,
            AddressBudgets budgets,
            SendCode.Rules rules,
            Consumer<String> mailer,
            InstantSource clock) {
        this.store = store;
        this.budgets = budgets;
        this.rules = rules;
        this.mailer = mailer;
        this.clock = clock;
    }

    /** What the comparison leads to. */
    sealed interface Result {
        /** The challenge is verified with this credential, or beyond. */
        record Right(Snapshot seen) implements Result {}

        record Ended(Outcome outcome) implements Result {}
    }

    /**
     * What was counted, to be compared.
     *
     * @param written the challenge with it
     */
    private record Counted(boolean isOpen, int attempt, Instant at, String code, Snapshot written) {}

    /** A step that ends the confirmation, or leads on. */
    private record Step<T>(@Nullable T next, Optional<Outcome> end) {
        static <T> Step<T> end(Outcome outcome) {
            return new Step<>(null, Optional.of(outcome));
        }
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Result compare(Request request, Optional<Taken> taken) {
        Step<Counted> step = Optimistic.retry("a challenge", writes -> count(request, taken));
        Counted counted = step.next();
        if (counted == null) {
            return new Result.Ended(step.end().orElseThrow());
        }
        if (!Codes.matches(counted.code(), request.code())) {
            return new Result.Ended(wrong(request, counted));
        }
        if (!counted.isOpen()) {
            budgets.giveBack(taken.stream().toList(), now());
        }
        var challenge = new SeenChallenge(store, counted.written());
        return Optimistic.retry("a challenge", writes -> verify(request, counted, challenge.next()));
    }

    /** Steps 1 and 2. */
    private Optional<Step<Counted>> count(Request request, Optional<Taken> taken) {
        Optional<Snapshot> read = store.read(request.id());
        Instant now = now();
        if (read.isEmpty() || challenge(read.get()).isOver(now)) {
            return Optional.of(Step.end(new Outcome.Expired()));
        }
        Snapshot seen = read.get();
        Challenge challenge = challenge(seen);
        if (challenge.isOpen()) {
            Optional<Limits.Wait> wait = seen.limits().beforeConfirm(rules.limits(), now);
            if (wait.isPresent()) {
                rules.report().limited(wait.get().limit());
                return Optional.of(Step.end(new Outcome.Limited(wait.get().time())));
            }
            if (challenge.attempts() >= Challenge.ATTEMPTS_WHILE_OPEN) {
                return usedUp(challenge, now);
            }
        } else if (challenge.attempts() >= Challenge.ATTEMPTS_IN_ALL) {
            return Optional.of(Step.end(new Outcome.Expired()));
        }
        String code = rules.codes()
                .code(challenge.keyId(), request.id().value())
                .orElseThrow(() -> new UnavailableException("the code key " + challenge.keyId()
                        + " is not among auth.code-keys; list it for 30 min after it was replaced"));
        Limits limits = challenge.isOpen() ? seen.limits().counted(now) : seen.limits();
        Challenge tried = challenge.tried(now, taken.stream().toList());
        return store.write(seen, limits, tried, Optional.empty())
                .map(written -> new Counted(challenge.isOpen(), tried.attempts(), now, code, written))
                .map(counted -> new Step<>(counted, Optional.empty()));
    }

    /** The last of the five may be right and about to prove it: then this is not the time to say that they are used up. */
    private Optional<Step<Counted>> usedUp(Challenge challenge, Instant now) {
        boolean isUndecided = challenge.triedAt().stream().anyMatch(last -> now.isBefore(last.plus(UNDECIDED)));
        if (!isUndecided) {
            return Optional.of(Step.end(new Outcome.Expired()));
        }
        pause();
        if (undecidedLongEnough()) {
            throw new UnavailableException("another confirmation of the challenge is under way");
        }
        return Optional.empty();
    }

    /** Step 3, of a code that is not the one. */
    private Outcome wrong(Request request, Counted counted) {
        if (!counted.isOpen()) {
            return new Outcome.Expired();
        }
        var challenge = new SeenChallenge(store, counted.written());
        boolean isPaused =
                Optimistic.retry("the limits of an address", writes -> pauseIfTooMany(request, challenge.next()));
        if (isPaused) {
            mailer.accept(pauseMail(request));
        }
        return new Outcome.WrongCode(Math.max(0, Challenge.ATTEMPTS_WHILE_OPEN - counted.attempt()));
    }

    /** The owner of the address gets a mail. A crash before this commit leaves the pause to the next wrong code. */
    private Optional<Boolean> pauseIfTooMany(Request request, Optional<Snapshot> seen) {
        if (seen.isEmpty() || !seen.get().limits().isToBePaused(rules.limits())) {
            return Optional.of(false);
        }
        Instant now = now();
        Challenge challenge = challenge(seen.get());
        Mail mail = Mail.of(
                pauseMail(request),
                MailKind.ATTEMPTS,
                TypedAddress.of(challenge.email()).recipient(),
                request.language(),
                Optional.empty(),
                request.client().country(),
                now,
                now.plus(Duration.ofHours(1)));
        return store.write(seen.get(), seen.get().limits().paused(now), challenge, Optional.of(mail))
                .map(written -> true);
    }

    private static String pauseMail(Request request) {
        return request.id().value() + ".0";
    }

    /** Step 4. */
    private Optional<Result> verify(Request request, Counted counted, Optional<Snapshot> read) {
        if (read.isEmpty()) {
            return Optional.of(new Result.Ended(new Outcome.Expired()));
        }
        Snapshot seen = read.get();
        Challenge challenge = challenge(seen);
        if (!challenge.isOpen()) {
            return Optional.of(verified(seen, request));
        }
        Limits limits = seen.limits().right(counted.at());
        Challenge next = challenge.with(new Challenge.State.Verified(request.proof()));
        Optional<Snapshot> written = store.write(seen, limits, next, Optional.empty());
        if (written.isPresent()) {
            // Of every request that was counted while it was open, this one among them.
            budgets.giveBack(challenge.taken(), now());
        }
        return written.map(Result.Right::new);
    }

    private static Result verified(Snapshot seen, Request request) {
        boolean isSame = challenge(seen).state().given().stream()
                .anyMatch(proof -> proof.credential().equals(request.credential()));
        return isSame ? new Result.Right(seen) : new Result.Ended(new Outcome.Expired());
    }

    private static Challenge challenge(Snapshot seen) {
        return seen.challenge().orElseThrow();
    }

    private static boolean undecidedLongEnough() {
        return Deadline.nanosLeft() < Duration.ofMillis(1500).toNanos();
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
