package galaxy.users.api;

import galaxy.client.users.EnsureResult;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Requests about users, in the words of the contract. */
final class TestUsers {
    static final String WHO = "'reason_code':'because','actor':{'type':'admin','id':'ops-7'}";

    private final Api api;

    TestUsers(Api api) {
        this.api = api;
    }

    String create() {
        return create(Api.freshEmail());
    }

    String create(String email) {
        return switch (api.client()
                .ensure(EmailAddress.of(email), "en", "Europe/Berlin")
                .orElseThrow()) {
            case EnsureResult.Created(UserId userId) -> userId.value();
            case EnsureResult other -> throw new AssertionError("not created: " + other);
        };
    }

    Reply ensure(String email) {
        return api.post("/users/ensure-by-email", ensureBody(email));
    }

    static String ensureBody(String email) {
        return "{\"email\":" + Json.literal(email)
                + ",\"registration_context\":{\"preferred_language\":\"en\",\"time_zone\":\"Europe/Berlin\"}}";
    }

    Reply resolve(String email) {
        return api.post("/user-resolutions/by-email", "{\"email\":" + Json.literal(email) + "}");
    }

    Reply block(String email, String reason) {
        return api.post("/user-blocks/by-email", "{'email':'%s','reason_code':'%s'}".formatted(email, reason));
    }

    Reply unblock(String email) {
        return api.post("/user-blocks/by-email/remove", "{'email':'%s',%s}".formatted(email, WHO));
    }

    JsonNode account(String userId) {
        return api.get("/users/" + userId + "/account").ok();
    }

    Reply rename(String userId, String name) {
        return api.post("/users/" + userId + "/profile", "{\"race_name\":" + Json.literal(name) + "}");
    }

    Reply settings(String userId, String fields) {
        return api.post("/users/" + userId + "/settings", "{" + fields + "}");
    }

    Reply country(String userId, String code) {
        return api.post("/users/" + userId + "/declared-country/sync", "{'declared_country':'" + code + "'}");
    }

    Reply command(String userId, String command, String fields) {
        return api.post("/users/" + userId + "/" + command, body(fields));
    }

    /** The body of a command on sanctions and limits, with reason and actor. */
    static String body(String fields) {
        return "{" + (fields.isEmpty() ? "" : fields + ",") + WHO + "}";
    }

    /** The fields of a command on entitlements. */
    static String paid(String fields) {
        return (fields.isEmpty() ? "" : fields + ",") + "'source':'billing'";
    }

    Reply grantUntil(String userId, String end) {
        return command(userId, "entitlements/grant", paid("'plan_code':'paid_monthly','ends_at':'" + end + "'"));
    }

    Reply grantFor(String userId, Duration length) {
        return grantUntil(userId, api.time(length));
    }

    Reply grantForEver(String userId) {
        return command(userId, "entitlements/grant", paid("'plan_code':'paid_lifetime'"));
    }

    Reply extend(String userId, String end) {
        return command(userId, "entitlements/extend", paid("'ends_at':'" + end + "'"));
    }

    Reply revoke(String userId) {
        return command(userId, "entitlements/revoke", paid(""));
    }

    Reply sanction(String userId, String code) {
        return command(userId, "sanctions/apply", "'sanction_code':'" + code + "'");
    }

    Reply sanctionFor(String userId, String code, Duration length) {
        return command(
                userId, "sanctions/apply", "'sanction_code':'%s','expires_at':'%s'".formatted(code, api.time(length)));
    }

    Reply pardon(String userId, String code) {
        return command(userId, "sanctions/remove", "'sanction_code':'" + code + "'");
    }

    Reply limit(String userId, String code, int value) {
        return command(userId, "limits/set", "'limit_code':'%s','value':%d".formatted(code, value));
    }

    Reply limitFor(String userId, String code, int value, Duration length) {
        return command(
                userId,
                "limits/set",
                "'limit_code':'%s','value':%d,'expires_at':'%s'".formatted(code, value, api.time(length)));
    }

    Reply unlimit(String userId, String code) {
        return command(userId, "limits/remove", "'limit_code':'" + code + "'");
    }

    JsonNode history(String userId, String kind) {
        return api.get("/users/" + userId + "/" + kind).ok().path("items");
    }

    /** The same request from so many at once; their answers in no order. */
    static <T> List<T> atOnce(int count, IntFunction<T> request) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> all = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit((Callable<T>) () -> {
                        go.await();
                        return request.apply(i);
                    }))
                    .toList();
            go.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> each : all) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
