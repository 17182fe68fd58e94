package galaxy.auth.challenge;

import galaxy.auth.address.AddressBudgets;
import galaxy.auth.address.AddressBudgets.Take;
import galaxy.auth.address.AddressBudgets.Taken;
import galaxy.auth.address.AddressBudgets.Use;
import galaxy.auth.address.ClientInfo;
import galaxy.auth.challenge.Challenge.Proof;
import galaxy.auth.code.TypedCode;
import galaxy.auth.user.UserDirectory;
import galaxy.kernel.Cause;
import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import galaxy.sessions.Credential;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Confirms a code: it is compared (steps 1 to 4), its user is found or made (5 and 6), and a session begins (7 to 9). A crash
 * or a lost reply at any step leaves something that a repetition with the same code and credential continues.
 */
public final class ConfirmCode {
    private final CompareCode compare;
    private final BindUser bind;
    private final BeginSession begin;
    private final AddressBudgets budgets;
    private final SignInReport report;

    /** Begins the session of a challenge that is bound. */
    public interface BeginSession {
        /** Steps 7 to 9. */
        Outcome begin(Challenge.Bound bound, Request request);
    }

    public ConfirmCode(
            CompareCode compare, BindUser bind, BeginSession begin, AddressBudgets budgets, SignInReport report) {
        this.compare = compare;
        this.bind = bind;
        this.begin = begin;
        this.budgets = budgets;
        this.report = report;
    }

    /** A confirmation as it was given. */
    public record Request(
            ChallengeId id,
            TypedCode code,
            Credential credential,
            String timeZone,
            String language,
            Optional<String> name,
            ClientInfo client,
            Cause cause) {
        Proof proof() {
            return new Proof(credential, timeZone, language, name, client.country());
        }
    }

    /** The result. */
    public sealed interface Outcome {
        /**
         * The one session of the challenge.
         *
         * @param isCreated whether this sign-in made the user
         * @param endsAt when the session ends at the latest
         */
        record SignedIn(SessionId sessionId, UserId userId, boolean isCreated, Instant endsAt, Instant now)
                implements Outcome {}

        record WrongCode(int attemptsLeft) implements Outcome {}

        /** Unknown, over, used up, or confirmed with another credential: one response. */
        record Expired() implements Outcome {}

        record Limited(Duration retryAfter) implements Outcome {}

        record Blocked(UserDirectory.Block block) implements Outcome {}

        /** Users refuse zone or language. */
        record Refused(List<UserDirectory.Problem> problems) implements Outcome {}
    }

    /** Confirms a code. */
    public Outcome confirm(Request request) {
        Outcome outcome;
        try {
            outcome = outcome(request);
        } catch (UnavailableException e) {
            report.confirmed("unavailable");
            throw e;
        }
        report.confirmed(
                switch (outcome) {
                    case Outcome.SignedIn signedIn -> "signed_in";
                    case Outcome.WrongCode wrong -> "wrong";
                    case Outcome.Expired expired -> "expired";
                    case Outcome.Limited limited -> "limited";
                    case Outcome.Blocked blocked -> "blocked";
                    case Outcome.Refused refused -> "refused";
                });
        return outcome;
    }

    private Outcome outcome(Request request) {
        return switch (budgets.take(Use.CONFIRM, request.client(), compare.now())) {
            case Take.Empty(Duration retryAfter) -> {
                report.limited("address_confirms");
                yield new Outcome.Limited(retryAfter);
            }
            case Take.Done(Optional<Taken> taken) -> compared(request, taken);
        };
    }

    private Outcome compared(Request request, Optional<Taken> taken) {
        return switch (compare.compare(request, taken)) {
            case CompareCode.Result.Ended(Outcome outcome) -> outcome;
            case CompareCode.Result.Right(ChallengeStore.Snapshot seen) ->
                switch (bind.bind(request, seen)) {
                    case BindUser.Result.Ended(Outcome outcome) -> outcome;
                    case BindUser.Result.Done(Challenge.Bound bound) -> begin.begin(bound, request);
                };
        };
    }
}
