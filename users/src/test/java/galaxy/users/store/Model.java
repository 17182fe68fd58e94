package galaxy.users.store;

import static galaxy.testkit.model.Expected.NULL;
import static galaxy.testkit.model.Expected.merge;
import static galaxy.testkit.model.Expected.object;

import galaxy.kernel.EmailAddress;
import galaxy.models.users.Command;
import galaxy.models.users.Command.Kind;
import galaxy.models.users.UserJson;
import galaxy.models.users.UserModel;
import galaxy.models.users.UserModel.Result;
import galaxy.testkit.model.Moment;
import galaxy.users.account.RequestKey;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All users of the model, the addresses that are blocked, and the results recorded under idempotency keys. */
final class Model {
    private static final String REQUEST = "request-1";
    private static final Duration RECORDED = Duration.ofHours(24);

    final Map<String, UserModel> users = new TreeMap<>();

    /** Why addresses without a user are blocked. */
    private final Map<String, Object> blocks = new TreeMap<>();

    private final Map<String, Recorded> results = new TreeMap<>();

    private record Recorded(String fingerprint, Object result, Instant until) {}

    /** What only the service knows of a user that it created. */
    record Created(String id, String name) {}

    Model copy() {
        var copy = new Model();
        copy.users.putAll(users);
        copy.blocks.putAll(blocks);
        copy.results.putAll(results);
        return copy;
    }

    void expire(Instant now) {
        users.replaceAll((email, user) -> user.at(now.toEpochMilli()));
    }

    Map<String, Object> resolve(EmailAddress email) {
        UserModel user = users.get(email.value());
        if (user != null) {
            return UserJson.resolution(user);
        }
        Object reason = blocks.getOrDefault(email.value(), NULL);
        String kind = reason.equals(NULL) ? "creatable" : "blocked";
        return object("kind", kind, "user_id", NULL, "block_reason_code", reason);
    }

    Object ensure(EmailAddress email, Map<String, Object> settings, Optional<Created> created, Instant now) {
        boolean isNew = !users.containsKey(email.value()) && !blocks.containsKey(email.value()) && created.isPresent();
        if (isNew) {
            Map<String, Object> profile = merge(settings, object("email", email.value()));
            profile.putAll(object(
                    "user_id", created.get().id(), "race_name", created.get().name()));
            users.put(email.value(), UserModel.created(profile, REQUEST, Moment.at(now.toEpochMilli())));
        }
        return merge(resolve(email), object("created", isNew));
    }

    Object block(EmailAddress email, Command command, Instant now) {
        UserModel user = users.get(email.value());
        if (user == null) {
            boolean isBlock = command.kind() == Kind.BLOCK;
            boolean isChanged = isBlock
                    ? blocks.putIfAbsent(email.value(), command.fields().get("reason_code")) == null
                    : blocks.remove(email.value()) != null;
            return object("changed", isChanged, "user_id", NULL);
        }
        Result.Done done = (Result.Done) decide(user, command, now);
        users.put(email.value(), done.after());
        return object("changed", !done.after().equals(user), "user_id", user.id());
    }

    Object perform(EmailAddress email, Command command, Optional<RequestKey> key, boolean isDry, Instant now) {
        UserModel user = users.get(email.value());
        if (user == null) {
            return object("refused", "unknown user");
        }
        String slot = email.value() + key.map(RequestKey::key);
        Recorded before = results.get(slot);
        if (key.isPresent() && before != null && now.isBefore(before.until())) {
            boolean isSame = before.fingerprint().equals(key.get().fingerprint());
            return isSame ? before.result() : object("refused", "key reused");
        }
        Result decided = decide(user, isTaken(user, command) ? command.whereNameIsTaken() : command, now);
        Object result = switch (decided) {
            case Result.Done(UserModel after, var response) -> object("account", account(after));
            case Result.Refused refused -> object("refused", refused.code() + " " + refused.detail());
        };
        if (!isDry && decided instanceof Result.Done(UserModel after, var response)) {
            users.put(email.value(), after);
        }
        if (!isDry && key.isPresent() && !isInvalid(decided)) {
            results.put(slot, new Recorded(key.get().fingerprint(), result, now.plus(RECORDED)));
        }
        return result;
    }

    private static boolean isInvalid(Result decided) {
        return decided instanceof Result.Refused refused && refused.status() == 400;
    }

    private static Result decide(UserModel user, Command command, Instant now) {
        return user.decide(command, REQUEST, now.toEpochMilli(), Moment.at(now.toEpochMilli()));
    }

    private boolean isTaken(UserModel user, Command command) {
        return command.kind() == Kind.RENAME
                && users.values().stream()
                        .anyMatch(other -> !other.id().equals(user.id())
                                && !Collections.disjoint(keys(other.name()), keys((String)
                                        command.fields().get("race_name"))));
    }

    private static List<CanonicalKey> keys(String name) {
        return switch (Universe.POLICY.canonicalKeys(RaceName.of(name))) {
            case Verdict.Allowed(List<CanonicalKey> keys) -> keys;
            case Verdict.Refused refused -> throw new IllegalArgumentException(refused.reason());
        };
    }

    /** The account as it is stored, without its bookkeeping. */
    static Map<String, Object> account(UserModel user) {
        Map<String, Object> account = UserJson.stored(user);
        account.remove("held");
        account.remove("markers");
        account.remove("indexed");
        return account;
    }
}
