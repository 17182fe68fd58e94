package galaxy.auth.flow;

import galaxy.auth.user.UserBlocks;
import galaxy.auth.user.UserDirectory;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.RandomId;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Sha256;
import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The users of a test, in memory. */
final class KnownUsers implements UserDirectory, UserBlocks {
    static final ReasonCode REASON = ReasonCode.of("chargeback");

    final List<String> calls = new CopyOnWriteArrayList<>();

    /** Those that users were made with. */
    final List<String> languages = new CopyOnWriteArrayList<>();

    private final Map<String, UserId> users = new ConcurrentHashMap<>();
    private final Set<String> blocked = ConcurrentHashMap.newKeySet();
    private volatile boolean isDown;
    private volatile Failure failure = Failure.BEFORE;
    private volatile Meanwhile meanwhile = new Meanwhile(false, () -> {});
    private final AtomicInteger callsUntilEvent = new AtomicInteger(-1);
    private final AtomicInteger callsUntilFailure = new AtomicInteger(-1);

    /** When a call fails: before users do anything, or after it, so that only the response is lost. */
    enum Failure {
        BEFORE,
        AFTER
    }

    /** One of the next calls fails; 0 is the next one. */
    void fail(Failure when, int call) {
        failure = when;
        callsUntilFailure.set(call);
    }

    void block(String email) {
        blocked.add(email);
    }

    void unblock(String email) {
        blocked.remove(email);
    }

    void setDown(boolean down) {
        isDown = down;
    }

    /** What happens once during a call. */
    private record Meanwhile(boolean isAfter, Runnable event) {}

    /**
     * Happens once, during one of the next calls; 0 is the next one.
     *
     * @param isAfter whether after the answer is decided and before it is given, or before it is decided
     */
    void during(int call, boolean isAfter, Runnable event) {
        meanwhile = new Meanwhile(isAfter, event);
        callsUntilEvent.set(call);
    }

    Optional<UserId> user(String email) {
        return Optional.ofNullable(users.get(email));
    }

    int count() {
        return users.size();
    }

    @Override
    public Standing resolve(EmailAddress email, Cause cause) {
        return called(
                "resolve " + email.value(),
                () -> blocked.contains(email.value())
                        ? new Standing.Blocked(blockOf(email))
                        : user(email.value())
                                .<Standing>map(Standing.Existing::new)
                                .orElseGet(Standing.Creatable::new));
    }

    @Override
    public Ensured ensure(EmailAddress email, String language, String timeZone, Cause cause) {
        return called("ensure " + email.value(), () -> made(email, language, timeZone));
    }

    private Ensured made(EmailAddress email, String language, String timeZone) {
        if (blocked.contains(email.value())) {
            return new Ensured.Blocked(blockOf(email));
        }
        if (user(email.value()).isEmpty() && timeZone.equals("Nowhere")) {
            return new Ensured.Invalid(List.of(new Problem("time_zone", "is not a time zone")));
        }
        UserId fresh = UserId.of(Arrays.copyOf(Sha256.of(email.value()), RandomId.BYTES));
        boolean isCreated = users.putIfAbsent(email.value(), fresh) == null;
        if (isCreated) {
            languages.add(language);
        }
        return new Ensured.User(users.getOrDefault(email.value(), fresh), isCreated);
    }

    @Override
    public Outcome block(UserId userId, Request request) {
        Optional<String> email = users.entrySet().stream()
                .filter(each -> each.getValue().equals(userId))
                .map(Map.Entry::getKey)
                .findFirst();
        return email.map(known -> block(EmailAddress.of(known), request))
                .orElseGet(() -> new Outcome.Refused("user_not_found", "there is no such user", List.of()));
    }

    @Override
    public Outcome block(EmailAddress email, Request request) {
        return called("block " + email.value(), () -> {
            boolean isNew = request.isDryRun() ? !blocked.contains(email.value()) : blocked.add(email.value());
            return new Outcome.Done(
                    isNew ? "blocked" : "already_blocked", user(email.value()), Optional.empty(), Optional.empty());
        });
    }

    private Block blockOf(EmailAddress email) {
        return new Block(user(email.value()), REASON, Optional.empty());
    }

    private <T> T called(String call, Supplier<T> work) {
        calls.add(call);
        boolean isFailing = callsUntilFailure.getAndDecrement() == 0;
        Meanwhile now = callsUntilEvent.getAndDecrement() == 0 ? meanwhile : new Meanwhile(false, () -> {});
        if (!now.isAfter()) {
            now.event().run();
        }
        if (isDown || (isFailing && failure == Failure.BEFORE)) {
            throw new UnavailableException("users are down");
        }
        T result = work.get();
        if (now.isAfter()) {
            now.event().run();
        }
        if (isFailing) {
            throw new UnavailableException("the response of users is lost");
        }
        return result;
    }
}
