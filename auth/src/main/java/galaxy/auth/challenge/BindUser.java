package galaxy.auth.challenge;

import galaxy.auth.address.TypedAddress;
import galaxy.auth.challenge.Challenge.Binding;
import galaxy.auth.challenge.Challenge.Proof;
import galaxy.auth.challenge.Challenge.State;
import galaxy.auth.challenge.ChallengeStore.Snapshot;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.auth.challenge.ConfirmCode.Request;
import galaxy.auth.user.UserDirectory;
import galaxy.auth.user.UserDirectory.Ensured;
import galaxy.auth.user.UserDirectory.Standing;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Optimistic;
import java.util.List;
import java.util.Optional;

/** Steps 5 and 6 of a confirmation: the user of the address is found or made, and the challenge gets its session's id. */
public final class BindUser {
    private final ChallengeStore store;
    private final UserDirectory users;

    public BindUser(ChallengeStore store, UserDirectory users) {
        this.store = store;
        this.users = users;
    }

    /** What it leads to. */
    sealed interface Result {
        record Done(Challenge.Bound bound) implements Result {}

        record Ended(Outcome outcome) implements Result {}
    }

    /** The address under which users know a user, or will. */
    public static EmailAddress accountEmail(TypedAddress address, UserDirectory users, Cause cause) {
        List<EmailAddress> forms = address.accountForms();
        return forms.subList(0, forms.size() - 1).stream()
                .filter(form -> !(users.resolve(form, cause) instanceof Standing.Creatable))
                .findFirst()
                .orElse(forms.getLast());
    }

    /** @param verified the challenge as it was written or read last */
    Result bind(Request request, Snapshot verified) {
        var challenge = new SeenChallenge(store, verified);
        return Optimistic.retry("a challenge", writes -> once(request, challenge.next()));
    }

    private Optional<Result> once(Request request, Optional<Snapshot> read) {
        if (read.isEmpty()) {
            return Optional.of(new Result.Ended(new Outcome.Expired()));
        }
        Snapshot seen = read.get();
        Challenge challenge = seen.challenge().orElseThrow();
        return switch (challenge.state()) {
            case State.Open open -> throw new IllegalStateException("a challenge is never opened again");
            case State.Verified(Proof proof) -> verified(seen, challenge, proof, request);
            case State.Bound(Proof proof, Binding binding) ->
                Optional.of(
                        proof.credential().equals(request.credential())
                                ? new Result.Done(new Challenge.Bound(challenge, proof, binding))
                                : new Result.Ended(new Outcome.Expired()));
        };
    }

    private Optional<Result> verified(Snapshot seen, Challenge challenge, Proof proof, Request request) {
        if (!proof.credential().equals(request.credential())) {
            return Optional.of(new Result.Ended(new Outcome.Expired()));
        }
        EmailAddress email = accountEmail(TypedAddress.of(challenge.email()), users, request.cause());
        // A repetition may have corrected these two.
        Proof corrected = proof.with(request.timeZone(), request.language());
        return switch (users.ensure(email, corrected.language(), corrected.timeZone(), request.cause())) {
            case Ensured.Blocked(UserDirectory.Block block) ->
                Optional.of(new Result.Ended(new Outcome.Blocked(block)));
            case Ensured.Invalid(List<UserDirectory.Problem> problems) ->
                Optional.of(new Result.Ended(new Outcome.Refused(problems)));
            case Ensured.User(var userId, boolean isCreated) -> {
                Binding binding = new Binding(email.value(), userId, isCreated, store.draw(userId));
                Challenge bound = challenge.with(new State.Bound(corrected, binding));
                yield store.write(seen, seen.limits(), bound, Optional.empty())
                        .map(written -> new Result.Done(new Challenge.Bound(bound, corrected, binding)));
            }
        };
    }
}
