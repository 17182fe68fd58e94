package galaxy.torture.users;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * One way in which one user may have lived so far, as the contract of the service has it: what the account must be, its
 * histories and its events. Plain fields, and written without a look at the service's own code.
 */
final class Life {
    static final long ENDLESS = 0;
    static final String SOURCE = "torture";
    static final Map<String, Object> ACTOR = Picture.of("type", "admin", "id", "torture");
    static final Map<String, Object> SERVICE = Picture.of("type", "service", "id", "user_service");
    static final List<String> SANCTIONS = List.of(
            "login_block",
            "private_game_create_block",
            "private_game_manage_block",
            "game_join_block",
            "profile_update_block");
    static final List<String> LIMITS = List.of(
            "max_owned_private_games",
            "max_active_private_games",
            "max_pending_public_applications",
            "max_pending_private_join_requests",
            "max_pending_private_invites_sent",
            "max_active_game_memberships");

    /** Who decided, and why. */
    record Why(String source, Map<String, Object> actor, String reason) {}

    record Removal(Moment at, Map<String, Object> by, String reason) {}

    record Plan(String code, Why why, Moment starts, long ends, Moment updated) {
        boolean isPaid() {
            return !code.equals("free");
        }
    }

    record Period(long seq, String plan, Why why, Moment starts, long ends, Moment created, Optional<Removal> removal) {
        boolean isPaid() {
            return !plan.equals("free");
        }
    }

    /**
     * A sanction or an override.
     *
     * @param detail the scope of the one, the value of the other
     */
    record Entry(
            long seq,
            String code,
            Object detail,
            String reason,
            Moment applied,
            long expires,
            Optional<Removal> removal) {
        Entry removed(Removal by) {
            return new Entry(seq, code, detail, reason, applied, expires, Optional.of(by));
        }

        boolean isOverBy(long now) {
            return expires != ENDLESS && expires <= now;
        }
    }

    record Block(String reason, Moment at) {}

    /** @param data as it must be */
    record Event(String type, Map<String, Object> data) {}

    /** A command that was sent once and never answered, and may yet be carried out. */
    record Afloat(Command command, String request, long since) {}

    final String id;
    final String email;
    final Moment created;
    Object name;
    String language;
    String zone;
    Optional<String> country = Optional.empty();
    Plan plan;
    Optional<Block> block = Optional.empty();
    Moment updated;
    long nextSeq = 1;

    /** In force, by the place of the code in its list. */
    final TreeMap<Integer, Entry> sanctions = new TreeMap<>();

    final TreeMap<Integer, Entry> limits = new TreeMap<>();

    /** Of all times, the initial one first. */
    final List<Period> periods = new ArrayList<>();

    /** No longer in force. */
    final List<Entry> pastSanctions = new ArrayList<>();

    final List<Entry> pastLimits = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<Afloat> afloat = new ArrayList<>();

    private Life(String id, String email, Object name, String language, String zone, Moment created, Plan plan) {
        this.id = id;
        this.email = email;
        this.name = name;
        this.language = language;
        this.zone = zone;
        this.created = created;
        this.updated = created;
        this.plan = plan;
    }

    /** A new user. */
    static Life begun(String id, String email, String language, String zone, String request, Moment created) {
        Why why = new Why("auth_registration", SERVICE, "initial_free_entitlement");
        Plan free = new Plan("free", why, created, ENDLESS, created);
        Life life = new Life(id, email, new Drawn("player-"), language, zone, created, free);
        life.periods.add(new Period(0, "free", why, created, ENDLESS, created, Optional.empty()));
        String source = "auth_registration";
        life.tell("profile", "initialized", source, Picture.NOTHING, request, "race_name", life.name);
        life.tell(
                "settings",
                "initialized",
                source,
                Picture.NOTHING,
                request,
                "preferred_language",
                language,
                "time_zone",
                zone);
        life.tell("entitlement", "initialized", source, SERVICE, request, "entitlement", Shown.plan(free));
        return life;
    }

    Life copy() {
        Life copy = new Life(id, email, name, language, zone, created, plan);
        copy.country = country;
        copy.block = block;
        copy.updated = updated;
        copy.nextSeq = nextSeq;
        copy.sanctions.putAll(sanctions);
        copy.limits.putAll(limits);
        copy.periods.addAll(periods);
        copy.pastSanctions.addAll(pastSanctions);
        copy.pastLimits.addAll(pastLimits);
        copy.events.addAll(events);
        copy.afloat.addAll(afloat);
        return copy;
    }

    /** What happened and what may still, in order; two lives of the same course differ in no more than times. */
    String course() {
        StringBuilder all = new StringBuilder();
        events.forEach(event ->
                all.append(event.type()).append(event.data().get("request_id")).append(' '));
        afloat.forEach(each -> all.append(each.request()).append(' '));
        return all.append(pastSanctions.size())
                .append(' ')
                .append(pastLimits.size())
                .toString();
    }

    /** The times at which something ends. */
    LongStream ends() {
        return LongStream.concat(
                        LongStream.of(plan.ends()),
                        Stream.concat(sanctions.values().stream(), limits.values().stream())
                                .mapToLong(Entry::expires))
                .filter(end -> end != ENDLESS);
    }

    /** The times at which it matters whether something comes before or after. */
    LongStream bounds() {
        return LongStream.concat(ends(), periods.stream().mapToLong(Period::ends));
    }

    /** The same at a later time. */
    Life at(long now) {
        if (ends().noneMatch(end -> end <= now)) {
            return this;
        }
        Life next = copy();
        expire(next.sanctions, next.pastSanctions, now);
        expire(next.limits, next.pastLimits, now);
        if (plan.ends() != ENDLESS && plan.ends() <= now) {
            Moment end = Moment.at(plan.ends());
            Why why = new Why("entitlement_expiry", SERVICE, "paid_entitlement_expired");
            next.free(new Plan("free", why, end, ENDLESS, end));
            next.updated = updated.orLater(end);
            next.tell(
                    "entitlement",
                    "expired_repaired",
                    "expiry",
                    SERVICE,
                    Picture.ANYTHING,
                    "entitlement",
                    Shown.plan(next.plan));
        }
        return next;
    }

    private static void expire(Map<Integer, Entry> inForce, List<Entry> past, long now) {
        inForce.values().stream().filter(each -> each.isOverBy(now)).forEach(past::add);
        inForce.values().removeIf(each -> each.isOverBy(now));
    }

    boolean isPaid() {
        return plan.isPaid();
    }

    boolean hasSanction(String code) {
        return sanctions.containsKey(SANCTIONS.indexOf(code));
    }

    /** A paid time begins: it cuts the free period short. */
    void paid(Plan next) {
        Period last = periods.removeLast();
        periods.add(cut(last, next));
        begin(next, next.starts());
    }

    /** A free period begins: it cuts short what of the paid time would have gone on. */
    void free(Plan next) {
        for (int i = periods.size() - 1; i >= 0 && periods.get(i).isPaid(); i--) {
            Period paid = periods.get(i);
            if (paid.ends() == ENDLESS || next.starts().isBefore(paid.ends())) {
                periods.set(i, cut(paid, next));
            }
        }
        begin(next, next.starts());
    }

    /** The paid plan ends later. */
    void extended(Plan next, long from) {
        begin(next, Moment.at(from));
    }

    private static Period cut(Period period, Plan by) {
        Removal removal = new Removal(by.updated(), by.why().actor(), by.why().reason());
        return new Period(
                period.seq(),
                period.plan(),
                period.why(),
                period.starts(),
                period.ends(),
                period.created(),
                Optional.of(removal));
    }

    private void begin(Plan next, Moment starts) {
        plan = next;
        periods.add(
                new Period(nextSeq++, next.code(), next.why(), starts, next.ends(), next.updated(), Optional.empty()));
    }

    void touch(Moment now) {
        updated = updated.orLater(now);
    }

    /** @param part names and values of the changed part by turns */
    void tell(String kind, String operation, String source, Object actor, Object request, Object... part) {
        Map<String, Object> data =
                Picture.of("operation", operation, "mutation_source", source, "actor", actor, "request_id", request);
        data.putAll(Picture.of(part));
        events.add(new Event("user." + kind + ".changed", data));
    }
}
