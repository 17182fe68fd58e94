package galaxy.torture.users;

import galaxy.torture.workload.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Walks over all users, without a filter and with each, and looks that each user is met who should be, once. */
final class Walks {
    private static final String RULE = "a page walk visits every user who fits, once";
    private static final int LARGEST = 200;

    private final Client client;
    private final Findings findings;
    private final List<OwnUser> own;

    /** What a filter can ask about a user. */
    private record Listed(
            String id,
            String created,
            boolean isPaid,
            Optional<Instant> paidUntil,
            Optional<String> country,
            Set<String> sanctions,
            Set<String> limits) {
        static Listed of(JsonNode account) {
            JsonNode plan = account.path("entitlement");
            return new Listed(
                    account.path("user_id").asString(),
                    account.path("created_at").asString(),
                    plan.path("is_paid").asBoolean(),
                    account.path("entitlement").path("ends_at").asStringOpt().map(Instant::parse),
                    account.path("declared_country").asStringOpt(),
                    codes(account.path("active_sanctions"), "sanction_code"),
                    codes(account.path("active_limits"), "limit_code"));
        }

        private static Set<String> codes(JsonNode records, String field) {
            Set<String> all = new TreeSet<>();
            records.forEach(each -> all.add(each.path(field).asString()));
            return all;
        }
    }

    Walks(Client client, Findings findings, List<OwnUser> own) {
        this.client = client;
        this.findings = findings;
        this.own = own;
    }

    void check() throws InterruptedException {
        Map<String, OwnUser> known = new HashMap<>();
        own.stream().filter(user -> user.stage() == OwnUser.Stage.KNOWN).forEach(user -> known.put(user.id(), user));
        Optional<List<Listed>> walked = walk("", LARGEST, known);
        if (walked.isEmpty()) {
            findings.count("walks that were never answered");
            return;
        }
        List<Listed> all = walked.get();
        findings.checkRecorded(
                RULE,
                idsOf(all).containsAll(known.keySet()),
                () -> "missing without a filter: " + minus(known.keySet(), idsOf(all)));
        findings.check(
                "the listing is the newest first",
                all.stream()
                        .sorted(Comparator.comparing(Listed::created)
                                .thenComparing(Listed::id)
                                .reversed())
                        .toList()
                        .equals(all),
                () -> "all users");
        expect("", 73, all, any -> true);
        expect("paid_state=free", LARGEST, all, user -> !user.isPaid());
        expect("paid_state=paid", 61, all, Listed::isPaid);
        Instant middle = Instant.ofEpochMilli(Wire.millis()).plus(Duration.ofDays(150));
        expect(
                "paid_expires_after=" + middle,
                LARGEST,
                all,
                user -> user.paidUntil().filter(end -> !end.isBefore(middle)).isPresent());
        expect(
                "paid_expires_before=" + middle,
                LARGEST,
                all,
                user -> user.paidUntil().filter(end -> end.isBefore(middle)).isPresent());
        Set<String> countries = new TreeSet<>();
        all.forEach(user -> user.country().ifPresent(countries::add));
        for (String country : countries) {
            expect(
                    "declared_country=" + country,
                    47,
                    all,
                    user -> user.country().equals(Optional.of(country)));
        }
        for (String code : Life.SANCTIONS) {
            expect("sanction_code=" + code, 83, all, user -> user.sanctions().contains(code));
        }
        for (String code : Life.LIMITS) {
            expect("limit_code=" + code, LARGEST, all, user -> user.limits().contains(code));
        }
        expect(
                "paid_state=paid&sanction_code=game_join_block",
                19,
                all,
                user -> user.isPaid() && user.sanctions().contains("game_join_block"));
        for (int i = 0; i < Shown.MARKERS.size(); i++) {
            markers(i, all, known);
        }
    }

    /** Who is met with a marker and who without: together everybody. */
    private void markers(int marker, List<Listed> all, Map<String, OwnUser> known) throws InterruptedException {
        String name = Shown.MARKERS.get(marker);
        Optional<List<Listed>> with = walk(name + "=true", LARGEST, Map.of());
        Optional<List<Listed>> without = walk(name + "=false", LARGEST, Map.of());
        if (with.isEmpty() || without.isEmpty()) {
            return;
        }
        Set<String> both = idsOf(with.get());
        both.addAll(idsOf(without.get()));
        findings.check(
                RULE,
                both.equals(idsOf(all)) && with.get().size() + without.get().size() == all.size(),
                () -> name + ": " + with.get().size() + " with and "
                        + without.get().size() + " without of " + all.size());
        Set<String> ids = idsOf(with.get());
        known.forEach((id, user) -> {
            if (user.stage() == OwnUser.Stage.KNOWN) {
                boolean isMet = ids.contains(id);
                findings.checkRecorded(
                        RULE,
                        user.worlds().all().stream()
                                .anyMatch(life ->
                                        Shown.markers(life.at(Wire.millis())).get(marker) == isMet),
                        () -> id + " is " + (isMet ? "" : "not ") + "met with " + name);
            }
        });
    }

    private void expect(String filter, int size, List<Listed> all, Predicate<Listed> fits) throws InterruptedException {
        Optional<List<Listed>> met = walk(filter, size, Map.of());
        if (met.isPresent()) {
            Set<String> expected = idsOf(all.stream().filter(fits).toList());
            Set<String> ids = idsOf(met.get());
            findings.check(
                    RULE,
                    ids.equals(expected),
                    () -> "with " + filter + " missing " + minus(expected, ids) + " too many " + minus(ids, expected));
        }
    }

    private Optional<List<Listed>> walk(String filter, int size, Map<String, OwnUser> known)
            throws InterruptedException {
        List<Listed> all = new ArrayList<>();
        String query = "/users?page_size=" + size + (filter.isEmpty() ? "" : "&" + filter);
        Told page = client.ask(Request.get(client.newRequestId(), query));
        while (true) {
            findings.check(
                    "a page walk is answered to its end",
                    page.isOpen() || page.last().isYes(),
                    page::toString);
            if (!page.last().isYes()) {
                return Optional.empty();
            }
            JsonNode items = page.last().body().path("items");
            items.forEach(item -> all.add(Listed.of(item)));
            look(page, items, known);
            JsonNode token = page.last().body().path("next_page_token");
            findings.check(
                    "a page is short only when it is the last",
                    !token.isString() || items.size() == size,
                    () -> query + ": " + items.size());
            if (!token.isString()) {
                break;
            }
            page = client.ask(Request.get(client.newRequestId(), query + "&page_token=" + token.stringValue()));
        }
        findings.check(RULE, idsOf(all).size() == all.size(), () -> filter + " met somebody twice");
        return Optional.of(all);
    }

    /** The accounts themselves. */
    private void look(Told page, JsonNode items, Map<String, OwnUser> known) {
        items.forEach(item -> {
            OwnUser user = known.get(item.path("user_id").asString());
            if (user != null && user.stage() == OwnUser.Stage.KNOWN) {
                Attempt last = page.last();
                Attempt one = new Attempt(
                        last.begun(), last.ended(), last.sent(), last.received(), last.answer(), true, 200, item);
                user.read(new Told(page.request(), List.of(one)), "a read shows what was acknowledged", Shown::account);
            }
        });
    }

    private static Set<String> idsOf(List<Listed> users) {
        Set<String> all = new HashSet<>();
        users.forEach(user -> all.add(user.id()));
        return all;
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
