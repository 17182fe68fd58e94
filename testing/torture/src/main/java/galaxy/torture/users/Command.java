package galaxy.torture.users;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What may be asked to be changed about one user. Ends are milliseconds since 1970, {@link Life#ENDLESS} for none; reasons are
 * used once, so that a history tells which command wrote it.
 */
sealed interface Command {
    /** Whether a name can be had. */
    enum Name {
        FREE,
        TAKEN,
        UNSAFE
    }

    record Rename(String name, Name is) implements Command {}

    record Settings(String language, String zone) implements Command {}

    record Country(String code) implements Command {}

    /**
     * From free to paid.
     *
     * @param starts {@link Life#ENDLESS} for now
     */
    record Grant(String plan, long starts, long ends, String reason) implements Command {}

    record Extend(long ends, String reason) implements Command {}

    record Revoke(String reason) implements Command {}

    record Sanction(String code, String scope, long expires, String reason) implements Command {}

    record Unsanction(String code, String reason) implements Command {}

    record Limit(String code, int value, long expires, String reason) implements Command {}

    record Unlimit(String code, String reason) implements Command {}

    record Block(boolean byId, String reason) implements Command {}

    record Unblock(String reason) implements Command {}

    /** Whether a repetition under the same key is told the same. Blocks take no key. */
    default boolean takesKey() {
        return !(this instanceof Block) && !(this instanceof Unblock);
    }

    /** Whether it can be asked for as a trial. */
    default boolean canBeDry() {
        return switch (this) {
            case Rename _, Settings _, Country _, Block _, Unblock _ -> false;
            case Grant _, Extend _, Revoke _, Sanction _, Unsanction _, Limit _, Unlimit _ -> true;
        };
    }

    /** When it stops making sense, if it does. */
    default LongStream deadlines() {
        long end = switch (this) {
            case Grant grant -> grant.ends();
            case Extend extend -> extend.ends();
            case Sanction sanction -> sanction.expires();
            case Limit limit -> limit.expires();
            default -> Life.ENDLESS;
        };
        return LongStream.of(end).filter(each -> each != Life.ENDLESS);
    }

    /** As it is sent. */
    default Request request(String requestId, String userId, String email) {
        Map<String, Object> body = new LinkedHashMap<>();
        String user = "/users/" + userId;
        String path = switch (this) {
            case Rename rename -> {
                body.put("race_name", rename.name());
                yield user + "/profile";
            }
            case Settings settings -> {
                body.put("preferred_language", settings.language());
                body.put("time_zone", settings.zone());
                yield user + "/settings";
            }
            case Country country -> {
                body.put("declared_country", country.code());
                yield user + "/declared-country/sync";
            }
            case Grant grant -> {
                body.put("plan_code", grant.plan());
                time(body, "starts_at", grant.starts());
                time(body, "ends_at", grant.ends());
                paid(body, grant.reason());
                yield user + "/entitlements/grant";
            }
            case Extend extend -> {
                time(body, "ends_at", extend.ends());
                paid(body, extend.reason());
                yield user + "/entitlements/extend";
            }
            case Revoke revoke -> {
                paid(body, revoke.reason());
                yield user + "/entitlements/revoke";
            }
            case Sanction sanction -> {
                body.put("sanction_code", sanction.code());
                body.put("scope", sanction.scope());
                time(body, "expires_at", sanction.expires());
                because(body, sanction.reason());
                yield user + "/sanctions/apply";
            }
            case Unsanction unsanction -> {
                body.put("sanction_code", unsanction.code());
                because(body, unsanction.reason());
                yield user + "/sanctions/remove";
            }
            case Limit limit -> {
                body.put("limit_code", limit.code());
                body.put("value", limit.value());
                time(body, "expires_at", limit.expires());
                because(body, limit.reason());
                yield user + "/limits/set";
            }
            case Unlimit unlimit -> {
                body.put("limit_code", unlimit.code());
                because(body, unlimit.reason());
                yield user + "/limits/remove";
            }
            case Block block -> {
                if (!block.byId()) {
                    body.put("email", email);
                }
                because(body, block.reason());
                yield block.byId() ? user + "/block" : "/user-blocks/by-email";
            }
            case Unblock unblock -> {
                body.put("email", email);
                because(body, unblock.reason());
                yield "/user-blocks/by-email/remove";
            }
        };
        Request request = Request.change(requestId, path, body);
        return takesKey() ? request.keyed() : request;
    }

    private static void paid(Map<String, Object> body, String reason) {
        body.put("source", Life.SOURCE);
        because(body, reason);
    }

    private static void because(Map<String, Object> body, String reason) {
        body.put("reason_code", reason);
        body.put("actor", Life.ACTOR);
    }

    private static void time(Map<String, Object> body, String field, long millis) {
        if (millis != Life.ENDLESS) {
            body.put(field, Instant.ofEpochMilli(millis).toString());
        }
    }
}
