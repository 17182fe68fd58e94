package galaxy.models.users;

import static galaxy.testkit.model.Expected.ANYTHING;
import static galaxy.testkit.model.Expected.NULL;
import static galaxy.testkit.model.Expected.field;
import static galaxy.testkit.model.Expected.merge;
import static galaxy.testkit.model.Expected.object;

import galaxy.models.users.UserModel.Result;
import galaxy.testkit.model.Moment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One command about one user at one time: what it does, by the contract. */
record Decision(UserModel user, Command command, Object request, Moment now) {
    Result result(long from) {
        if (command.end() <= from) {
            return invalid(command.fields().containsKey("ends_at") ? "ends_at" : "expires_at");
        }
        return switch (command.kind()) {
            case RENAME -> selfService("profile", "race_name");
            case CHANGE_SETTINGS -> selfService("settings", "preferred_language", "time_zone");
            case SYNC_COUNTRY -> {
                UserModel next = profile("declared_country", "declared_country");
                yield new Result.Done(next, next.part("user_id", "declared_country", "updated_at"));
            }
            case GRANT -> grant(from);
            case EXTEND -> extend();
            case REVOKE -> revoke();
            case APPLY_SANCTION -> put(Restriction.SANCTION);
            case REMOVE_SANCTION -> remove(Restriction.SANCTION);
            case SET_LIMIT -> put(Restriction.LIMIT);
            case REMOVE_LIMIT -> remove(Restriction.LIMIT);
            case BLOCK -> block();
            case UNBLOCK -> unblock();
        };
    }

    private Result selfService(String noun, String... part) {
        UserModel next = profile(noun, part);
        if (next.equals(user)) {
            return new Result.Done(user, UserJson.account(user));
        }
        if (user.codes(Restriction.SANCTION).contains("profile_update_block")) {
            return new Result.Refused(403, "profile_update_blocked", "");
        }
        if (user.blockReason().isPresent()) {
            return new Result.Refused(403, "login_blocked", "");
        }
        return command.isNameTaken() ? conflict("NAME_TAKEN") : new Result.Done(next, UserJson.account(next));
    }

    private UserModel profile(String noun, String... part) {
        // As texts: a name that the service generated may be asked for too.
        Map<String, Object> asked = command.fields();
        if (asked.keySet().stream().allMatch(name -> text(user.profile, name).equals(text(asked, name)))) {
            return user;
        }
        UserModel next = user.changed(now);
        next.profile.putAll(command.fields());
        return publish(next, noun, "updated", next.part(part));
    }

    private static String text(Map<String, Object> fields, String name) {
        return field(fields, name).toString();
    }

    private Result grant(long from) {
        Moment starts = command.field("starts_at") instanceof Moment start ? start : now;
        if (command.fields().containsKey("starts_at") && !starts.isBefore(from + 1)) {
            return invalid("starts_at");
        }
        if (user.isPaid()) {
            return conflict("ALREADY_PAID");
        }
        UserModel next = user.changed(now);
        Map<String, Object> plan = plan((String) command.field("plan_code"), starts, command.field("ends_at"));
        next.cut(next.periods.size() - 1, plan);
        next.begin(plan, starts);
        return entitled(next, "granted");
    }

    private Result extend() {
        if (user.planEnd() == Command.NO_END) {
            return conflict("NOTHING_TO_EXTEND");
        }
        if (command.end() <= user.planEnd()) {
            return conflict("NOT_LATER_THAN_CURRENT_END");
        }
        UserModel next = user.changed(now);
        next.begin(merge(merge(user.plan, command.fields()), object("updated_at", now)), Moment.at(user.planEnd()));
        return entitled(next, "extended");
    }

    private Result revoke() {
        if (!user.isPaid()) {
            return conflict("NOT_PAID");
        }
        UserModel next = user.changed(now);
        next.free(plan("free", now, NULL));
        return entitled(next, "revoked");
    }

    private Map<String, Object> plan(String code, Moment starts, Object ends) {
        return UserModel.plan(
                code, command.field("source"), command.field("actor"), command.field("reason_code"), starts, ends, now);
    }

    private Result entitled(UserModel next, String operation) {
        Map<String, Object> part = object("entitlement", next.plan);
        return new Result.Done(publish(next, "entitlement", operation, part), merge(next.part("user_id"), part));
    }

    private Result put(Restriction kind) {
        String code = (String) command.field(kind.codeField());
        Map<String, Object> fields = merge(command.fields(), object("applied_at", now));
        fields.putIfAbsent("expires_at", NULL);
        if (kind == Restriction.SANCTION) {
            fields.putIfAbsent("scope", Restriction.defaultScope(code));
        }
        Optional<Entry> old = active(kind);
        if (old.filter(entry -> isSame(entry, fields)).isPresent()) {
            return restricted(user, kind);
        }
        UserModel next = user.changed(now);
        if (kind == Restriction.SANCTION) {
            fields.put("reference", next.nextReference());
        }
        Entry entry = new Entry(next.nextSeq++, fields);
        old.map(this::removed).ifPresent(next::replace);
        next.restrictions.add(entry);
        publish(next, kind.noun(), kind == Restriction.SANCTION ? "applied" : "set", object(kind.noun(), entry.json()));
        return restricted(next, kind);
    }

    private boolean isSame(Entry entry, Map<String, Object> fields) {
        Map<String, Object> known = merge(entry.fields(), object("applied_at", now));
        known.remove("reference");
        return known.equals(fields);
    }

    private Result remove(Restriction kind) {
        Optional<Entry> old = active(kind);
        if (old.isEmpty()) {
            return restricted(user, kind);
        }
        UserModel next = user.changed(now);
        Entry removed = removed(old.get());
        next.replace(removed);
        publish(next, kind.noun(), "removed", object(kind.noun(), removed.json()));
        return restricted(next, kind);
    }

    /** What is in force under the code of the command. */
    private Optional<Entry> active(Restriction kind) {
        Object code = command.field(kind.codeField());
        return user.active(kind).filter(entry -> entry.code(kind).equals(code)).findFirst();
    }

    private Entry removed(Entry entry) {
        return entry.removed(now, command.field("actor"), command.field("reason_code"));
    }

    private static Result restricted(UserModel next, Restriction kind) {
        Map<String, Object> account = UserJson.account(next);
        String limits = kind == Restriction.LIMIT ? "effective_limits" : "";
        account.keySet().retainAll(List.of("user_id", kind.activeField(), limits));
        return new Result.Done(next, account);
    }

    /** A block in force keeps all but its end, which only moves to a later one. */
    private Result block() {
        Optional<Map<String, Object>> old = user.block;
        if (old.isPresent() && command.end() <= Command.end(old.get())) {
            return new Result.Done(user, blockResponse("already_blocked", old.get()));
        }
        UserModel next = user.changed(now);
        Map<String, Object> block = old.orElseGet(
                () -> object("reason_code", command.field("reason_code"), "at", now, "actor", command.field("actor")));
        block = merge(block, object("ends_at", command.field("expires_at")));
        next.block = Optional.of(block);
        Object end = field(block, "ends_at");
        publish(next, "block", "blocked", object("reason_code", field(block, "reason_code"), "expires_at", end));
        return new Result.Done(next, blockResponse(old.isPresent() ? "already_blocked" : "blocked", block));
    }

    private Result unblock() {
        if (user.block.isEmpty()) {
            return new Result.Done(user, object("outcome", "not_blocked", "user_id", user.id()));
        }
        UserModel next = user.changed(now);
        next.block = Optional.empty();
        publish(next, "block", "unblocked", object("reason_code", command.field("reason_code")));
        return new Result.Done(next, object("outcome", "unblocked", "user_id", user.id()));
    }

    /** Which id a block gets follows from the secret of the store. */
    private Map<String, Object> blockResponse(String outcome, Map<String, Object> block) {
        Map<String, Object> response = object("outcome", outcome, "user_id", user.id());
        return merge(response, object("block_id", ANYTHING, "expires_at", field(block, "ends_at")));
    }

    private UserModel publish(UserModel next, String noun, String operation, Map<String, Object> part) {
        String source = command.kind().mutationSource();
        next.publish(noun, operation, source, command.field("actor"), request, part);
        return next;
    }

    private static Result invalid(String field) {
        return new Result.Refused(400, "invalid_request", field);
    }

    private static Result conflict(String detail) {
        return new Result.Refused(409, "conflict", detail);
    }
}
