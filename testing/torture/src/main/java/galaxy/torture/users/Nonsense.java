package galaxy.torture.users;

import java.util.Map;
import java.util.random.RandomGenerator;

/** Requests that must be refused whatever the user is, and change nothing. */
final class Nonsense {
    private static final String NOBODY = "usr_00000000000000000000000000";

    private Nonsense() {}

    static Request about(String userId, Client client) {
        RandomGenerator random = client.random();
        String user = "/users/" + userId;
        Map<String, Object> why = Map.of("reason_code", "nonsense", "actor", Life.ACTOR);
        String id = client.newRequestId();
        return switch (random.nextInt(8)) {
            case 0 -> Request.change(id, user + "/declared-country/sync", Map.of("declared_country", "de"));
            case 1 -> Request.change(id, user + "/profile", Map.of("race_name", "ab"));
            case 2 -> Request.change(id, user + "/profile", Map.of("race_name", "Nova", "more", 1));
            case 3 -> Request.change(id, user + "/settings", Map.of());
            case 4 -> Request.change(id, user + "/settings", Map.of("time_zone", "+02:00"));
            case 5 -> Request.change(id, user + "/entitlements/revoke", why);
            case 6 ->
                Request.change(
                        id,
                        user + "/entitlements/grant",
                        Picture.of(
                                "plan_code",
                                "free",
                                "source",
                                "torture",
                                "reason_code",
                                "nonsense",
                                "actor",
                                Life.ACTOR));
            default -> Request.change(id, "/users/" + NOBODY + "/block", why);
        };
    }

    static boolean isRefused(Attempt told) {
        return (told.status() == 400 && told.error().equals("invalid_request"))
                || (told.status() == 404 && told.error().equals("user_not_found"));
    }
}
