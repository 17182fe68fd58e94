package galaxy.users.api;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A change of an account as a request, with what must have happened to the user before it does something.
 *
 * @param path below the user
 * @param body a request that changes something
 * @param other another request, by its body
 * @param hasDryRun whether it is one of the seven commands
 */
record Changes(String path, String body, String other, boolean hasDryRun, Consumer<String> before) {
    /** Every change that takes an {@code Idempotency-Key}. */
    static List<Changes> all(Api api) {
        TestUsers users = new TestUsers(api);
        String month = api.time(Duration.ofDays(30));
        String year = api.time(Duration.ofDays(365));
        String name = Api.freshName();
        return List.of(
                command(
                        "entitlements/grant",
                        TestUsers.paid("'plan_code':'paid_monthly','ends_at':'" + month + "'"),
                        id -> {}),
                command(
                        "entitlements/extend",
                        TestUsers.paid("'ends_at':'" + year + "'"),
                        id -> users.grantUntil(id, month).ok()),
                command(
                        "entitlements/revoke",
                        TestUsers.paid(""),
                        id -> users.grantForEver(id).ok()),
                command("sanctions/apply", "'sanction_code':'game_join_block'", id -> {}),
                command(
                        "sanctions/remove",
                        "'sanction_code':'game_join_block'",
                        id -> users.sanction(id, "game_join_block").ok()),
                command("limits/set", "'limit_code':'max_owned_private_games','value':5", id -> {}),
                command(
                        "limits/remove",
                        "'limit_code':'max_owned_private_games'",
                        id -> users.limit(id, "max_owned_private_games", 5).ok()),
                new Changes(
                        "profile", "{'race_name':'" + name + "'}", "{'race_name':'" + name + "x'}", false, id -> {}),
                new Changes("settings", "{'time_zone':'UTC'}", "{'time_zone':'Asia/Tokyo'}", false, id -> {}),
                new Changes(
                        "declared-country/sync",
                        "{'declared_country':'DE'}",
                        "{'declared_country':'FR'}",
                        false,
                        id -> {}));
    }

    static List<Changes> withDryRun(Api api) {
        return all(api).stream().filter(Changes::hasDryRun).toList();
    }

    private static Changes command(String path, String fields, Consumer<String> before) {
        String body = TestUsers.body(fields);
        return new Changes(path, body, body.replace("because", "otherwise"), true, before);
    }

    String target(String userId) {
        return Api.BASE + "/users/" + userId + "/" + path;
    }

    Api.Call on(Api api, String userId) {
        return api.call("POST", target(userId)).json(body);
    }

    Api.Call otherOn(Api api, String userId) {
        return api.call("POST", target(userId)).json(other);
    }

    @Override
    public String toString() {
        return path;
    }
}
