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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Steps 5 and 6 of a confirmation: the user of the address is found or made, and the challenge gets its session's id. */
public final class BindUser {
    private final ChallengeStore store;
    private final UserDirectory users;
    private final AtOnce atOnce;

    /** Does two parts of the work on a request at the same time, and waits for both. */
    public interface AtOnce {
        /** Throws what a part has thrown, the first one's if both have. */
        <A, B, R> R both(Supplier<A> one, Supplier<B> other, BiFunction<A, B, R> with);
    }

    public BindUser(ChallengeStore store, UserDirectory users, AtOnce atOnce) {
        this.store = store;
        this.users = users;
        this.atOnce = atOnce;
    }

    /** What it leads to. */
    sealed interface Result<N> {
        record Done<N>(N next) implements Result<N> {}

        record Ended<N>(Outcome outcome) implements Result<N> {}
    }

    /** The address under which users know a user, or will. */
    public static EmailAddress accountEmail(TypedAddress address, UserDirectory users, Cause cause) {
        List<EmailAddress> forms = address.accountForms();
        return forms.subList(0, forms.size() - 1).stream()
                .filter(form -> !(users.resolve(form, cause) instanceof Standing.Creatable))
                .findFirst()
                .orElse(forms.getLast());
    }

    /** The work for one request. */
    Attempt attempt(Request request) {
        return new Attempt(request);
    }

    /** What users say of an address, under which they know it. */
    private record Known(EmailAddress email, Ensured ensured) {}

    /** One request. Not thread-safe. */
    final class Attempt implements CompareCode.Meanwhile {
        private final Request request;
        private Optional<Known> known = Optional.empty();

        private Attempt(Request request) {
            this.request = request;
        }

        /** Step 5, once; what users say is kept for the attempts after one that has met another writer. */
        @Override
        public <T> T during(Challenge challenge, Supplier<T> write) {
            if (known.isPresent()) {
                return write.get();
            }
            return atOnce.both(write, () -> ensured(challenge, request), (written, user) -> {
                known = Optional.of(user);
                return written;
            });
        }

        /**
         * Binds.
         *
         * @param verified the challenge as it was written or read last
         * @param next begins the step after, which changes nothing; it need not wait until the binding is stored, and what it
         *     gives is dropped if that fails
         */
        <N> Result<N> bind(Snapshot verified, Function<Challenge.Bound, N> next) {
            var challenge = new SeenChallenge(store, verified);
            return Optimistic.retry("a challenge", writes -> once(challenge.next(), next));
        }

        private <N> Optional<Result<N>> once(Optional<Snapshot> read, Function<Challenge.Bound, N> next) {
            if (read.isEmpty()) {
                return Optional.of(new Result.Ended<>(new Outcome.Expired()));
            }
            Snapshot seen = read.get();
            Challenge challenge = seen.challenge().orElseThrow();
            return switch (challenge.state()) {
                case State.Open open -> throw new IllegalStateException("a challenge is never opened again");
                case State.Verified(Proof proof) -> verified(seen, proof, next);
                case State.Bound(Proof proof, Binding binding) ->
                    Optional.of(
                            proof.credential().equals(request.credential())
                                    ? new Result.Done<>(next.apply(new Challenge.Bound(challenge, proof, binding)))
                                    : new Result.Ended<>(new Outcome.Expired()));
            };
        }

        private <N> Optional<Result<N>> verified(Snapshot seen, Proof proof, Function<Challenge.Bound, N> next) {
            if (!proof.credential().equals(request.credential())) {
                return Optional.of(new Result.Ended<>(new Outcome.Expired()));
            }
            Challenge challenge = seen.challenge().orElseThrow();
            // A repetition may have corrected these two.
            Proof corrected = proof.with(request.timeZone(), request.language());
            Known user = known.orElseGet(() -> ensured(challenge, request));
            known = Optional.of(user);
            return switch (user.ensured()) {
                case Ensured.Blocked(UserDirectory.Block block) ->
                    Optional.of(new Result.Ended<>(new Outcome.Blocked(block)));
                case Ensured.Invalid(List<UserDirectory.Problem> problems) ->
                    Optional.of(new Result.Ended<>(new Outcome.Refused(problems)));
                case Ensured.User(var userId, boolean isCreated) -> {
                    Binding binding = new Binding(user.email().value(), userId, isCreated, store.draw(userId));
                    Challenge bound = challenge.with(new State.Bound(corrected, binding));
                    yield atOnce.both(
                            () -> store.write(seen, seen.limits(), bound, Optional.empty()),
                            () -> next.apply(new Challenge.Bound(bound, corrected, binding)),
                            (written, begun) -> written.map(stored -> new Result.Done<>(begun)));
                }
            };
        }
    }

    private Known ensured(Challenge challenge, Request request) {
        EmailAddress email = accountEmail(TypedAddress.of(challenge.email()), users, request.cause());
        return new Known(email, users.ensure(email, request.language(), request.timeZone(), request.cause()));
    }
}
