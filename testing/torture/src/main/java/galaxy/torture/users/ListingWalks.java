package galaxy.torture.users;

import galaxy.models.users.Restriction;
import galaxy.models.users.UserJson;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Walks over all users without a filter and with each: every user that matches must be listed, once. */
final class ListingWalks {
    private static final String RULE = "a page walk lists every user that matches, once";
    private static final List<Integer> SIZES = List.of(200, 73, 61, 47, 83, 19);

    private final Client client;
    private final Findings findings;
    private final Map<String, OwnUser> own = new HashMap<>();

    ListingWalks(Client client, Findings findings, List<OwnUser> users) {
        this.client = client;
        this.findings = findings;
        users.forEach(
                user -> user.possible().ifPresent(known -> own.put(known.any().id(), user)));
    }

    void check() throws InterruptedException {
        Optional<List<JsonNode>> walked = walk("", 200, true);
        if (walked.isEmpty()) {
            findings.count("walks without a response");
            return;
        }
        List<JsonNode> all = walked.get();
        Set<String> missing = minus(own.keySet(), ids(all));
        findings.checkRecorded(RULE, missing.isEmpty(), () -> "missing without a filter: " + missing);
        Comparator<JsonNode> order = Comparator.comparing((JsonNode user) -> text(user, "created_at"))
                .thenComparing(user -> text(user, "user_id"));
        findings.check(
                "the listing is the newest first",
                all.stream().sorted(order.reversed()).toList().equals(all),
                () -> "all users");
        int i = 0;
        for (Map.Entry<String, Predicate<JsonNode>> filter : filters(all).entrySet()) {
            int size = SIZES.get(i++ % SIZES.size());
            expect(
                    filter.getKey(),
                    size,
                    ids(all.stream().filter(filter.getValue()).toList()));
        }
        for (int marker = 0; marker < Restriction.MARKERS.size(); marker++) {
            marker(marker, all);
        }
    }

    private static Map<String, Predicate<JsonNode>> filters(List<JsonNode> all) {
        Map<String, Predicate<JsonNode>> filters = new LinkedHashMap<>();
        Instant middle = Instant.ofEpochMilli(System.currentTimeMillis()).plus(Duration.ofDays(150));
        Predicate<JsonNode> isPaid =
                user -> user.path("entitlement").path("is_paid").asBoolean();
        filters.put("", user -> true);
        filters.put("paid_state=free", isPaid.negate());
        filters.put("paid_state=paid", isPaid);
        filters.put(
                "paid_expires_after=" + middle,
                user -> paidUntil(user).filter(end -> !end.isBefore(middle)).isPresent());
        filters.put(
                "paid_expires_before=" + middle,
                user -> paidUntil(user).filter(end -> end.isBefore(middle)).isPresent());
        all.stream()
                .flatMap(user -> user.path("declared_country").asStringOpt().stream())
                .forEach(country -> filters.put(
                        "declared_country=" + country,
                        user -> text(user, "declared_country").equals(country)));
        for (Restriction kind : Restriction.values()) {
            for (String code : kind.codes()) {
                filters.put(
                        kind.codeField() + "=" + code, user -> codes(user, kind).contains(code));
            }
        }
        filters.put(
                "paid_state=paid&sanction_code=game_join_block",
                isPaid.and(user -> codes(user, Restriction.SANCTION).contains("game_join_block")));
        return filters;
    }

    /** A user has a marker or has not. */
    private void marker(int marker, List<JsonNode> all) throws InterruptedException {
        String name = Restriction.MARKERS.get(marker);
        Optional<List<JsonNode>> with = walk(name + "=true", 200, false);
        if (with.isEmpty()) {
            return;
        }
        Set<String> eligible = ids(with.get());
        Set<String> unknown = minus(eligible, ids(all));
        findings.check(RULE, unknown.isEmpty(), () -> "too many with " + name + ": " + unknown);
        expect(name + "=false", 200, minus(ids(all), eligible));
        long now = System.currentTimeMillis();
        own.forEach((id, user) -> user.possible().ifPresent(users -> {
            char digit = eligible.contains(id) ? '1' : '0';
            findings.checkRecorded(
                    RULE,
                    users.all().stream()
                            .anyMatch(each -> UserJson.markers(each.at(now)).charAt(marker) == digit),
                    () -> id + " is listed with " + name + "=" + (digit == '1'));
        }));
    }

    private void expect(String filter, int size, Set<String> expected) throws InterruptedException {
        walk(filter, size, false).ifPresent(users -> {
            Set<String> ids = ids(users);
            findings.check(
                    RULE,
                    ids.equals(expected),
                    () -> "%s: missing %s, too many %s".formatted(filter, minus(expected, ids), minus(ids, expected)));
        });
    }

    private Optional<List<JsonNode>> walk(String filter, int size, boolean isRead) throws InterruptedException {
        String path = "/users?" + filter + (filter.isEmpty() ? "" : "&");
        Optional<List<JsonNode>> all = client.walk(path, size, findings, page -> {
            findings.check("a page walk is answered to its end", page.isOpen() || page.isDone(), page::toString);
            if (isRead) {
                Response.of(page).items().forEach(account -> read(page, account));
            }
        });
        all.ifPresent(
                users -> findings.check(RULE, ids(users).size() == users.size(), () -> filter + " lists a user twice"));
        return all;
    }

    /** The accounts themselves. */
    private void read(Observed<Response> page, JsonNode account) {
        Optional.ofNullable(own.get(text(account, "user_id")))
                .filter(user -> user.possible().isPresent())
                .ifPresent(user -> user.read(OwnUser.READ, Response.composed(account, page, page), UserJson::account));
    }

    private static Optional<Instant> paidUntil(JsonNode user) {
        return user.path("entitlement").path("ends_at").asStringOpt().map(Instant::parse);
    }

    private static Set<String> codes(JsonNode user, Restriction kind) {
        return user.path(kind == Restriction.SANCTION ? "active_sanctions" : "active_limits").values().stream()
                .map(each -> text(each, kind.codeField()))
                .collect(Collectors.toSet());
    }

    private static Set<String> ids(List<JsonNode> users) {
        return users.stream().map(user -> text(user, "user_id")).collect(Collectors.toSet());
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asString("");
    }
}
