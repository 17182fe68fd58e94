package galaxy.models.users;

import static galaxy.testkit.model.Expected.ANYTHING;
import static galaxy.testkit.model.Expected.NULL;
import static galaxy.testkit.model.Expected.field;
import static galaxy.testkit.model.Expected.merge;
import static galaxy.testkit.model.Expected.object;

import galaxy.testkit.model.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** One user: the account, its histories and its events. What is published is immutable; a change is made of a copy. */
public final class UserModel {
    static final Map<String, Object> SERVICE = object("type", "service", "id", "user_service");

    /** Fields of the account that a response shows as they are. */
    final Map<String, Object> profile;

    Map<String, Object> plan;
    Optional<Map<String, Object>> block = Optional.empty();
    long nextSeq = 1;

    /** All sanctions and overrides of limits that there ever were, in the order of their numbers. */
    final List<Entry> restrictions = new ArrayList<>();

    /** All that there ever were, the initial one first. */
    final List<Entry> periods = new ArrayList<>();

    /** The type and the data of each event that the service publishes. */
    private final List<Map<String, Object>> events = new ArrayList<>();

    /** What a command leads to. */
    public sealed interface Result {
        /** It is done; the user is the same object as before if nothing was changed. */
        record Done(UserModel after, Map<String, Object> response) implements Result {}

        /** It is not, and changes nothing; the detail is the field or the conflict. */
        record Refused(int status, String code, String detail) implements Result {}
    }

    /**
     * An e-mail address becomes a user.
     *
     * @param about {@code user_id}, {@code email}, {@code race_name}, {@code preferred_language} and {@code time_zone}
     * @param request the id of the request, for the events
     */
    public static UserModel created(Map<String, Object> about, Object request, Moment at) {
        String source = "auth_registration";
        Map<String, Object> profile =
                merge(about, object("declared_country", NULL, "created_at", at, "updated_at", at));
        UserModel user =
                new UserModel(profile, plan("free", source, SERVICE, "initial_free_entitlement", at, NULL, at));
        user.periods.add(new Entry(0, period(user.plan, at)));
        user.publish("profile", "initialized", source, NULL, request, user.part("race_name"));
        user.publish("settings", "initialized", source, NULL, request, user.part("preferred_language", "time_zone"));
        user.publish("entitlement", "initialized", source, SERVICE, request, object("entitlement", user.plan));
        return user;
    }

    /** Some fields of the profile. */
    Map<String, Object> part(String... names) {
        Map<String, Object> part = new LinkedHashMap<>(profile);
        part.keySet().retainAll(List.of(names));
        return part;
    }

    private UserModel(Map<String, Object> profile, Map<String, Object> plan) {
        this.profile = new LinkedHashMap<>(profile);
        this.plan = plan;
    }

    private UserModel copy() {
        UserModel copy = new UserModel(profile, plan);
        copy.block = block;
        copy.nextSeq = nextSeq;
        copy.restrictions.addAll(restrictions);
        copy.periods.addAll(periods);
        copy.events.addAll(events);
        return copy;
    }

    Stream<Entry> all(Restriction kind) {
        return restrictions.stream().filter(entry -> entry.fields().containsKey(kind.codeField()));
    }

    void replace(Entry entry) {
        restrictions.replaceAll(each -> each.seq() == entry.seq() ? entry : each);
    }

    /** The name of the next sanction. */
    String nextReference() {
        return id() + "-" + (all(Restriction.SANCTION).count() + 1);
    }

    /** What is in force, in the order of the codes. */
    Stream<Entry> active(Restriction kind) {
        return all(kind)
                .filter(Entry::isActive)
                .sorted(Comparator.comparingInt(entry -> kind.codes().indexOf(entry.code(kind))));
    }

    public String id() {
        return field(profile, "user_id").toString();
    }

    public String name() {
        return field(profile, "race_name").toString();
    }

    public Moment created() {
        return (Moment) field(profile, "created_at");
    }

    public Moment updated() {
        return (Moment) field(profile, "updated_at");
    }

    public List<Object> events() {
        return List.copyOf(events);
    }

    public boolean isPaid() {
        return field(plan, "is_paid").equals(true);
    }

    public long planEnd() {
        return Command.end(plan);
    }

    /** The codes in force. */
    public Set<String> codes(Restriction kind) {
        return active(kind).map(entry -> entry.code(kind)).collect(Collectors.toSet());
    }

    /** A command that would put a sanction there again that is in force. */
    public Optional<Command> again() {
        return active(Restriction.SANCTION).findFirst().map(entry -> {
            Map<String, Object> fields = merge(entry.fields(), object("applied_at", NULL, "reference", NULL));
            fields.values().removeIf(NULL::equals);
            return new Command(Command.Kind.APPLY_SANCTION, fields, false);
        });
    }

    /** The reason why the user cannot sign in, if there is one. */
    public Optional<String> blockReason() {
        return Stream.concat(block.stream(), active(Restriction.SANCTION).map(Entry::fields))
                .filter(fields -> !fields.containsKey("sanction_code") || fields.containsValue("login_block"))
                .findFirst()
                .map(fields -> field(fields, "reason_code").toString());
    }

    /** The times at which something ends. */
    public LongStream ends() {
        LongStream all = restrictions.stream().filter(Entry::isActive).mapToLong(Entry::end);
        LongStream others =
                LongStream.concat(LongStream.of(planEnd()), block.stream().mapToLong(Command::end));
        return LongStream.concat(others, all).filter(end -> end != Command.NO_END);
    }

    /** The times before and after which a command or a read has another result. */
    public LongStream bounds() {
        return LongStream.concat(ends(), periods.stream().mapToLong(Entry::end));
    }

    /** The same user at a later time. */
    public UserModel at(long now) {
        if (ends().noneMatch(end -> end <= now)) {
            return this;
        }
        UserModel next = copy();
        next.restrictions.replaceAll(entry -> entry.at(now));
        next.block = block.filter(each -> Command.end(each) > now);
        if (planEnd() <= now) {
            Moment end = Moment.at(planEnd());
            next.free(plan("free", "entitlement_expiry", SERVICE, "paid_entitlement_expired", end, NULL, end));
            next.touch(end);
            Map<String, Object> part = object("entitlement", next.plan);
            next.publish("entitlement", "expired_repaired", "expiry", SERVICE, ANYTHING, part);
        }
        return next;
    }

    /**
     * Decides a command.
     *
     * @param request the id of the request, for the event
     * @param from not after the decision; nothing has ended by then
     * @param now when it is decided; nothing ends in between
     */
    public Result decide(Command command, Object request, long from, Moment now) {
        return new Decision(this, command, request, now).result(from);
    }

    /** A copy that is changed at this time. */
    UserModel changed(Moment now) {
        UserModel next = copy();
        next.touch(now);
        return next;
    }

    private void touch(Moment now) {
        profile.put("updated_at", updated().orLater(now));
    }

    static Map<String, Object> plan(
            String code, Object source, Object actor, Object reason, Moment starts, Object ends, Moment updated) {
        Map<String, Object> plan = object("plan_code", code, "is_paid", !code.equals("free"), "source", source);
        plan.putAll(object("actor", actor, "reason_code", reason));
        plan.putAll(object("starts_at", starts, "ends_at", ends, "updated_at", updated));
        return plan;
    }

    private static Map<String, Object> period(Map<String, Object> plan, Moment starts) {
        Map<String, Object> period = merge(plan, object("starts_at", starts, "created_at", field(plan, "updated_at")));
        period.remove("updated_at");
        return period;
    }

    /** A period of another plan begins. */
    void begin(Map<String, Object> next, Moment starts) {
        plan = next;
        periods.add(new Entry(nextSeq++, period(next, starts)));
    }

    /** A free period begins: it cuts short the paid periods that would have lasted longer. */
    void free(Map<String, Object> next) {
        Moment starts = (Moment) field(next, "starts_at");
        for (int i = periods.size() - 1; i >= 0 && periods.get(i).isPaid(); i--) {
            if (periods.get(i).end() == Command.NO_END
                    || starts.isBefore(periods.get(i).end())) {
                cut(i, next);
            }
        }
        begin(next, starts);
    }

    /** Cuts a period short. */
    void cut(int which, Map<String, Object> by) {
        Entry old = periods.get(which);
        periods.set(which, old.removed((Moment) field(by, "updated_at"), field(by, "actor"), field(by, "reason_code")));
    }

    void publish(String kind, String operation, String source, Object actor, Object request, Map<String, Object> part) {
        Map<String, Object> data =
                object("operation", operation, "mutation_source", source, "actor", actor, "request_id", request);
        // The callers of a test are not authenticated; an expiry is published by any request.
        data.put("caller", request.equals(ANYTHING) ? ANYTHING : NULL);
        data.putAll(part);
        events.add(object("type", "user." + kind + ".changed", "data", data));
    }
}
