package galaxy.torture.users;

import galaxy.torture.users.Life.Entry;
import galaxy.torture.users.Life.Plan;
import galaxy.torture.users.Life.Removal;
import galaxy.torture.users.Life.Why;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a command must do to a user, by the contract. */
final class Rules {
    private Rules() {}

    /** What must come of a command. */
    sealed interface Outcome {
        /**
         * It is so.
         *
         * @param after the same object as before if nothing was changed
         */
        record Done(Life after, Map<String, Object> answer) implements Outcome {}

        record Refused(int status, String code) implements Outcome {}
    }

    private static final Outcome INVALID = new Outcome.Refused(400, "invalid_request");
    private static final Outcome CONFLICT = new Outcome.Refused(409, "conflict");
    private static final Outcome BLOCKED = new Outcome.Refused(403, "profile_update_blocked");

    /**
     * Decides.
     *
     * @param life in which nothing has ended by {@code from}
     * @param from not after it is decided
     * @param now when it is decided; nothing ends between the two
     */
    static Outcome decide(Life life, Command command, String request, long from, Moment now) {
        return switch (command) {
            case Command.Rename rename -> rename(life, rename, request, now);
            case Command.Settings settings -> settings(life, settings, request, now);
            case Command.Country country -> country(life, country, request, now);
            case Command.Grant grant -> grant(life, grant, request, from, now);
            case Command.Extend extend -> extend(life, extend, request, from, now);
            case Command.Revoke revoke -> {
                if (!life.isPaid()) {
                    yield CONFLICT;
                }
                Life next = life.copy();
                next.free(new Plan("free", why(revoke.reason()), now, Life.ENDLESS, now));
                yield entitled(next, "revoked", request, now);
            }
            case Command.Sanction sanction -> {
                if (isOver(sanction.expires(), from)) {
                    yield INVALID;
                }
                yield sanctioned(sanction(life, sanction, request, now));
            }
            case Command.Unsanction end -> sanctioned(unsanction(life, end, request, now));
            case Command.Limit limit -> {
                if (isOver(limit.expires(), from)) {
                    yield INVALID;
                }
                yield limited(limit(life, limit, request, now));
            }
            case Command.Unlimit end -> limited(unlimit(life, end, request, now));
            case Command.Block block -> block(life, block, request, now);
            case Command.Unblock unblock -> unblock(life, unblock, request, now);
        };
    }

    private static Outcome rename(Life life, Command.Rename rename, String request, Moment now) {
        if (life.hasSanction("profile_update_block")) {
            return BLOCKED;
        }
        if (rename.name().equals(life.name)) {
            return new Outcome.Done(life, Shown.account(life));
        }
        if (rename.is() != Command.Name.FREE) {
            return rename.is() == Command.Name.TAKEN ? CONFLICT : INVALID;
        }
        Life next = life.copy();
        next.name = rename.name();
        next.touch(now);
        next.tell("profile", "updated", "self_service", Picture.NOTHING, request, "race_name", next.name);
        return new Outcome.Done(next, Shown.account(next));
    }

    private static Outcome settings(Life life, Command.Settings settings, String request, Moment now) {
        if (life.hasSanction("profile_update_block")) {
            return BLOCKED;
        }
        if (settings.language().equals(life.language) && settings.zone().equals(life.zone)) {
            return new Outcome.Done(life, Shown.account(life));
        }
        Life next = life.copy();
        next.language = settings.language();
        next.zone = settings.zone();
        next.touch(now);
        next.tell(
                "settings",
                "updated",
                "self_service",
                Picture.NOTHING,
                request,
                "preferred_language",
                next.language,
                "time_zone",
                next.zone);
        return new Outcome.Done(next, Shown.account(next));
    }

    private static Outcome country(Life life, Command.Country country, String request, Moment now) {
        Life next = life;
        if (!life.country.equals(Optional.of(country.code()))) {
            next = life.copy();
            next.country = Optional.of(country.code());
            next.touch(now);
            next.tell(
                    "declared_country",
                    "updated",
                    "geo_sync",
                    Picture.NOTHING,
                    request,
                    "declared_country",
                    country.code());
        }
        return new Outcome.Done(
                next, Picture.of("user_id", next.id, "declared_country", country.code(), "updated_at", next.updated));
    }

    private static Outcome grant(Life life, Command.Grant grant, String request, long from, Moment now) {
        if (isOver(grant.ends(), from)) {
            return INVALID;
        }
        if (life.isPaid()) {
            return CONFLICT;
        }
        Life next = life.copy();
        Moment starts = grant.starts() == Life.ENDLESS ? now : Moment.at(grant.starts());
        next.paid(new Plan(grant.plan(), why(grant.reason()), starts, grant.ends(), now));
        return entitled(next, "granted", request, now);
    }

    private static Outcome extend(Life life, Command.Extend extend, String request, long from, Moment now) {
        if (isOver(extend.ends(), from)) {
            return INVALID;
        }
        Plan old = life.plan;
        if (old.ends() == Life.ENDLESS || extend.ends() <= old.ends()) {
            return CONFLICT;
        }
        Life next = life.copy();
        next.extended(new Plan(old.code(), why(extend.reason()), old.starts(), extend.ends(), now), old.ends());
        return entitled(next, "extended", request, now);
    }

    private static Outcome entitled(Life next, String operation, String request, Moment now) {
        next.touch(now);
        next.tell("entitlement", operation, "admin_command", Life.ACTOR, request, "entitlement", Shown.plan(next.plan));
        return new Outcome.Done(next, Picture.of("user_id", next.id, "entitlement", Shown.plan(next.plan)));
    }

    private static Life sanction(Life life, Command.Sanction sanction, String request, Moment now) {
        int place = Life.SANCTIONS.indexOf(sanction.code());
        if (says(life.sanctions, place, sanction.scope(), sanction.reason(), sanction.expires())) {
            return life;
        }
        Life next = life.copy();
        Entry entry = new Entry(
                next.nextSeq++,
                sanction.code(),
                sanction.scope(),
                sanction.reason(),
                now,
                sanction.expires(),
                Optional.empty());
        supersede(next.sanctions, place, entry, next.pastSanctions, now);
        next.touch(now);
        next.tell("sanction", "applied", "admin_command", Life.ACTOR, request, "sanction", told(entry, true));
        return next;
    }

    private static Life limit(Life life, Command.Limit limit, String request, Moment now) {
        int place = Life.LIMITS.indexOf(limit.code());
        if (says(life.limits, place, limit.value(), limit.reason(), limit.expires())) {
            return life;
        }
        Life next = life.copy();
        Entry entry = new Entry(
                next.nextSeq++, limit.code(), limit.value(), limit.reason(), now, limit.expires(), Optional.empty());
        supersede(next.limits, place, entry, next.pastLimits, now);
        next.touch(now);
        next.tell("limit", "set", "admin_command", Life.ACTOR, request, "limit", told(entry, false));
        return next;
    }

    private static Life unsanction(Life life, Command.Unsanction end, String request, Moment now) {
        Entry old = life.sanctions.get(Life.SANCTIONS.indexOf(end.code()));
        if (old == null) {
            return life;
        }
        Life next = life.copy();
        next.sanctions.remove(Life.SANCTIONS.indexOf(end.code()));
        Entry removed = old.removed(new Removal(now, Life.ACTOR, end.reason()));
        next.pastSanctions.add(removed);
        next.touch(now);
        next.tell("sanction", "removed", "admin_command", Life.ACTOR, request, "sanction", told(removed, true));
        return next;
    }

    private static Life unlimit(Life life, Command.Unlimit end, String request, Moment now) {
        Entry old = life.limits.get(Life.LIMITS.indexOf(end.code()));
        if (old == null) {
            return life;
        }
        Life next = life.copy();
        next.limits.remove(Life.LIMITS.indexOf(end.code()));
        Entry removed = old.removed(new Removal(now, Life.ACTOR, end.reason()));
        next.pastLimits.add(removed);
        next.touch(now);
        next.tell("limit", "removed", "admin_command", Life.ACTOR, request, "limit", told(removed, false));
        return next;
    }

    private static Outcome block(Life life, Command.Block block, String request, Moment now) {
        if (life.block.isPresent()) {
            return new Outcome.Done(life, Picture.of("outcome", "already_blocked", "user_id", life.id));
        }
        Life next = life.copy();
        next.block = Optional.of(new Life.Block(block.reason(), now));
        next.touch(now);
        next.tell("block", "blocked", "auth_block", Life.ACTOR, request, "reason_code", block.reason());
        return new Outcome.Done(next, Picture.of("outcome", "blocked", "user_id", life.id));
    }

    private static Outcome unblock(Life life, Command.Unblock unblock, String request, Moment now) {
        if (life.block.isEmpty()) {
            return new Outcome.Done(life, Picture.of("outcome", "not_blocked", "user_id", life.id));
        }
        Life next = life.copy();
        next.block = Optional.empty();
        next.touch(now);
        next.tell("block", "unblocked", "auth_block", Life.ACTOR, request, "reason_code", unblock.reason());
        return new Outcome.Done(next, Picture.of("outcome", "unblocked", "user_id", life.id));
    }

    private static boolean says(Map<Integer, Entry> all, int place, Object detail, String reason, long expires) {
        Entry old = all.get(place);
        return old != null && old.detail().equals(detail) && old.reason().equals(reason) && old.expires() == expires;
    }

    private static void supersede(Map<Integer, Entry> inForce, int place, Entry entry, List<Entry> past, Moment now) {
        Entry old = inForce.put(place, entry);
        if (old != null) {
            past.add(old.removed(new Removal(now, Life.ACTOR, entry.reason())));
        }
    }

    private static Object told(Entry entry, boolean isSanction) {
        return Shown.with(isSanction ? Shown.sanction(entry) : Shown.limit(entry), entry.removal());
    }

    private static Outcome sanctioned(Life next) {
        return new Outcome.Done(next, Picture.of("user_id", next.id, "active_sanctions", Shown.sanctions(next)));
    }

    private static Outcome limited(Life next) {
        return new Outcome.Done(
                next,
                Picture.of(
                        "user_id",
                        next.id,
                        "active_limits",
                        Shown.limits(next),
                        "effective_limits",
                        Shown.effective(next)));
    }

    private static Why why(String reason) {
        return new Why(Life.SOURCE, Life.ACTOR, reason);
    }

    private static boolean isOver(long end, long now) {
        return end != Life.ENDLESS && end <= now;
    }
}
