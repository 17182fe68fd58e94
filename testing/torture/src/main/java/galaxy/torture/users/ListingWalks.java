package galaxy.torture.users;

import galaxy.models.users.Restriction;
import galaxy.models.users.UserJson;
import galaxy.torture.workload.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Walks over all users without a filter and with each that tells of a record: every user that matches must be listed, once. */
record ListingWalks(Client client, Findings findings) {
    private static final String RULE = "a page walk lists every user that matches, once";
    private static final List<Integer> SIZES = List.of(200, 73, 61, 47, 83, 19);

    void check(List<OwnUser> users) throws InterruptedException {
        long from = System.currentTimeMillis();
        Optional<List<JsonNode>> walked = walk("", 200);
        long to = System.currentTimeMillis();
        if (walked.isEmpty()) {
            findings.count("walks without a response");
            return;
        }
        List<JsonNode> all = walked.get();
        Map<String, JsonNode> accounts =
                all.stream().collect(Collectors.toMap(ListingWalks::id, user -> user, (a, b) -> b));
        for (OwnUser user : users) {
            user.id().ifPresent(id -> {
                Optional<JsonNode> account = Optional.ofNullable(accounts.get(id));
                findings.checkRecorded(RULE, account.isPresent(), id, "is missing");
                account.ifPresent(shown -> user.check(OwnUser.READ, shown, from, to, UserJson::account));
            });
        }
        Comparator<JsonNode> order = Comparator.comparing(
                        (JsonNode user) -> user.path("created_at").asString(""))
                .thenComparing(ListingWalks::id);
        boolean isInOrder = all.stream().sorted(order.reversed()).toList().equals(all);
        findings.check("the listing is the newest first", isInOrder, "all users");
        Map<String, Set<String>> byFilter = new TreeMap<>();
        for (Restriction kind : Restriction.values()) {
            kind.codes().forEach(code -> byFilter.put(kind.codeField() + "=" + code, new TreeSet<>()));
        }
        all.forEach(user -> filters(user)
                .forEach(filter ->
                        byFilter.computeIfAbsent(filter, any -> new TreeSet<>()).add(id(user))));
        int i = 0;
        for (Map.Entry<String, Set<String>> filter : byFilter.entrySet()) {
            Set<String> expected = filter.getValue();
            walk(filter.getKey(), SIZES.get(i++ % SIZES.size()))
                    .map(ListingWalks::ids)
                    .ifPresent(ids -> findings.check(RULE, ids.equals(expected), filter, ids));
        }
    }

    /** The filters that match a user. */
    private static List<String> filters(JsonNode user) {
        boolean isPaid = user.at("/entitlement/is_paid").asBoolean();
        List<String> all = new ArrayList<>(List.of("", "paid_state=" + (isPaid ? "paid" : "free")));
        user.path("declared_country").asStringOpt().ifPresent(country -> all.add("declared_country=" + country));
        for (Restriction kind : Restriction.values()) {
            for (JsonNode each : user.path(kind.activeField())) {
                all.add(kind.codeField() + "=" + each.path(kind.codeField()).asString(""));
            }
        }
        if (isPaid && all.contains("sanction_code=game_join_block")) {
            all.add("paid_state=paid&sanction_code=game_join_block");
        }
        return all;
    }

    private Optional<List<JsonNode>> walk(String filter, int size) throws InterruptedException {
        String path = "/users?" + filter + (filter.isEmpty() ? "" : "&");
        Optional<List<JsonNode>> walked = client.walk(path, size, findings, findings::check);
        walked.ifPresent(all -> findings.check(RULE, ids(all).size() == all.size(), filter, "lists a user twice"));
        return walked;
    }

    private static Set<String> ids(List<JsonNode> users) {
        return users.stream().map(ListingWalks::id).collect(Collectors.toSet());
    }

    private static String id(JsonNode user) {
        return user.path("user_id").asString("");
    }
}
