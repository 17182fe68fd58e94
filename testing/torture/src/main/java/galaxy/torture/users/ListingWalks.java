package galaxy.torture.users;

import galaxy.models.users.Restriction;
import galaxy.models.users.UserJson;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Walks over all users without a filter and with each: every user that matches must be listed, once. */
final class ListingWalks {
    private static final String RULE = "a page walk lists every user that matches, once";
    private static final List<Integer> SIZES = List.of(200, 73, 61, 47, 83, 19);

    private final Client client;
    private final Findings findings;
    private final Instant middle =
            Instant.ofEpochMilli(System.currentTimeMillis()).plus(Duration.ofDays(150));
    private final Map<String, OwnUser> own = new HashMap<>();

    ListingWalks(Client client, Findings findings, List<OwnUser> users) {
        this.client = client;
        this.findings = findings;
        users.forEach(
                user -> user.possible().ifPresent(known -> own.put(known.any().id(), user)));
    }

    void check() throws InterruptedException {
        Observed<Response> walked = walk("", 200);
        if (!walked.isDone()) {
            findings.count("walks without a response");
            return;
        }
        List<JsonNode> all = Response.of(walked).items();
        all.forEach(account -> Optional.ofNullable(own.get(text(account, "user_id")))
                .ifPresent(user -> user.readAccount(Response.composed(account, walked, walked))));
        Set<String> missing = minus(own.keySet(), ids(all));
        findings.checkRecorded(RULE, missing.isEmpty(), () -> "missing without a filter: " + missing);
        Comparator<JsonNode> order = Comparator.comparing((JsonNode user) -> text(user, "created_at"))
                .thenComparing(user -> text(user, "user_id"));
        findings.check(
                "the listing is the newest first",
                all.stream().sorted(order.reversed()).toList().equals(all),
                () -> "all users");
        int i = 0;
        for (Map.Entry<String, Set<String>> filter : byFilter(all).entrySet()) {
            expect(filter.getKey(), SIZES.get(i++ % SIZES.size()), filter.getValue());
        }
        for (int marker = 0; marker < Restriction.MARKERS.size(); marker++) {
            marker(marker, ids(all));
        }
    }

    /** The users whom each filter matches. */
    private Map<String, Set<String>> byFilter(List<JsonNode> all) {
        Map<String, Set<String>> byFilter = new TreeMap<>();
        List.of("paid_state=free", "paid_expires_after=" + middle, "paid_expires_before=" + middle)
                .forEach(filter -> byFilter.put(filter, new TreeSet<>()));
        for (Restriction kind : Restriction.values()) {
            kind.codes().forEach(code -> byFilter.put(kind.codeField() + "=" + code, new TreeSet<>()));
        }
        all.forEach(user -> filters(user)
                .forEach(filter ->
                        byFilter.computeIfAbsent(filter, any -> new TreeSet<>()).add(text(user, "user_id"))));
        return byFilter;
    }

    /** The filters that match a user. */
    private List<String> filters(JsonNode user) {
        List<String> all = new ArrayList<>(List.of(""));
        JsonNode plan = user.path("entitlement");
        boolean isPaid = plan.path("is_paid").asBoolean();
        all.add("paid_state=" + (isPaid ? "paid" : "free"));
        plan.path("ends_at")
                .asStringOpt()
                .map(Instant::parse)
                .ifPresent(end ->
                        all.add((end.isBefore(middle) ? "paid_expires_before=" : "paid_expires_after=") + middle));
        user.path("declared_country").asStringOpt().ifPresent(country -> all.add("declared_country=" + country));
        for (Restriction kind : Restriction.values()) {
            for (JsonNode each : user.path(kind.activeField())) {
                all.add(kind.codeField() + "=" + text(each, kind.codeField()));
            }
        }
        if (isPaid && all.contains("sanction_code=game_join_block")) {
            all.add("paid_state=paid&sanction_code=game_join_block");
        }
        return all;
    }

    /** A user has a marker or has not. */
    private void marker(int marker, Set<String> all) throws InterruptedException {
        String name = Restriction.MARKERS.get(marker);
        Observed<Response> with = walk(name + "=true", 200);
        if (!with.isDone()) {
            return;
        }
        Set<String> eligible = ids(Response.of(with).items());
        findings.check(RULE, all.containsAll(eligible), () -> "too many with " + name + ": " + minus(eligible, all));
        expect(name + "=false", 200, minus(all, eligible));
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
        walk(filter, size)
                .response()
                .map(page -> ids(page.items()))
                .ifPresent(ids -> findings.check(
                        RULE,
                        ids.equals(expected),
                        () -> "%s: missing %s, too many %s"
                                .formatted(filter, minus(expected, ids), minus(ids, expected))));
    }

    private Observed<Response> walk(String filter, int size) throws InterruptedException {
        Observed<Response> walked = client.walk("/users?" + filter + (filter.isEmpty() ? "" : "&"), size, findings);
        findings.check("a page walk is answered to its end", walked.refusal().isEmpty(), walked::toString);
        List<JsonNode> users = Response.of(walked).items();
        findings.check(RULE, ids(users).size() == users.size(), () -> filter + " lists a user twice");
        return walked;
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
