package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every filter against brute force: a crowd of many kinds, once listed whole and once by each combination. */
class ListingFiltersIT extends OnEachTopology {
    private static final List<String> SANCTIONS = List.of(
            "login_block",
            "private_game_create_block",
            "private_game_manage_block",
            "game_join_block",
            "profile_update_block");
    private static final List<String> LIMITS = List.of(
            "max_owned_private_games",
            "max_active_private_games",
            "max_pending_public_applications",
            "max_pending_private_join_requests",
            "max_pending_private_invites_sent",
            "max_active_game_memberships");
    private static final List<String> MARKERS = List.of(
            "can_login", "can_create_private_game", "can_manage_private_game", "can_join_game", "can_update_profile");

    private final TestUsers users = new TestUsers(api);

    /** A user as a brute force sees it. */
    private record Seen(JsonNode account, JsonNode markers) {
        String id() {
            return account.path("user_id").asString();
        }

        boolean has(String list, String code, String value) {
            return account.path(list)
                    .valueStream()
                    .anyMatch(each -> each.path(code).asString().equals(value));
        }

        boolean ends(Predicate<Instant> when) {
            String end = account.path("entitlement").path("ends_at").asString("");
            return !end.isEmpty() && when.test(Instant.parse(end));
        }
    }

    private void crowd(Random random, int count) {
        for (int i = 0; i < count; i++) {
            api.advance(Duration.ofMillis(random.nextInt(2)));
            String email = Api.freshEmail();
            String id = users.create(email);
            switch (random.nextInt(4)) {
                case 0 -> users.grantForEver(id).ok();
                case 1, 2 ->
                    users.grantFor(id, Duration.ofHours(1 + random.nextInt(6))).ok();
                default -> {}
            }
            if (random.nextBoolean()) {
                users.country(id, random.nextBoolean() ? "DE" : "FR").ok();
            }
            if (random.nextInt(3) == 0) {
                String code = SANCTIONS.get(random.nextInt(SANCTIONS.size()));
                Reply reply = random.nextBoolean()
                        ? users.sanction(id, code)
                        : users.sanctionFor(id, code, Duration.ofHours(1 + random.nextInt(6)));
                reply.ok();
            }
            if (random.nextInt(3) == 0) {
                String code = LIMITS.get(random.nextInt(LIMITS.size()));
                Reply reply = random.nextBoolean()
                        ? users.limit(id, code, random.nextInt(2))
                        : users.limitFor(id, code, random.nextInt(2), Duration.ofHours(1 + random.nextInt(6)));
                reply.ok();
            }
            if (random.nextInt(6) == 0) {
                users.block(email, "spam").ok();
            }
        }
    }

    private Map<String, Predicate<Seen>> filters(Instant around) {
        Map<String, Predicate<Seen>> filters = new LinkedHashMap<>();
        filters.put(
                "paid_state=paid",
                user -> user.account().path("entitlement").path("is_paid").asBoolean());
        filters.put(
                "paid_state=free",
                user -> !user.account().path("entitlement").path("is_paid").asBoolean());
        filters.put("paid_expires_after=" + around, user -> user.ends(end -> !end.isBefore(around)));
        filters.put("paid_expires_before=" + around, user -> user.ends(end -> end.isBefore(around)));
        for (String country : List.of("DE", "FR", "IT")) {
            filters.put(
                    "declared_country=" + country,
                    user -> user.account().path("declared_country").asString("").equals(country));
        }
        SANCTIONS.forEach(code ->
                filters.put("sanction_code=" + code, user -> user.has("active_sanctions", "sanction_code", code)));
        LIMITS.forEach(
                code -> filters.put("limit_code=" + code, user -> user.has("active_limits", "limit_code", code)));
        for (String marker : MARKERS) {
            filters.put(marker + "=true", user -> user.markers().path(marker).asBoolean());
            filters.put(marker + "=false", user -> !user.markers().path(marker).asBoolean());
        }
        return filters;
    }

    private List<Seen> everyone() {
        return list("").stream()
                .map(account -> new Seen(
                        account,
                        api.get("/users/" + account.path("user_id").asString() + "/eligibility")
                                .ok()
                                .path("markers")))
                .toList();
    }

    private List<JsonNode> list(String filters) {
        List<JsonNode> items = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = api.get("/users?page_size=40" + (filters.isEmpty() ? "" : "&" + filters)
                            + (token.isEmpty() ? "" : "&page_token=" + token))
                    .ok();
            token = page.path("next_page_token").asString("");
            page.path("items").forEach(items::add);
        } while (!token.isEmpty());
        return items;
    }

    private void assertListed(List<Seen> everyone, Map<String, Predicate<Seen>> parts) {
        String query = String.join("&", parts.keySet());
        List<String> expected = everyone.stream()
                .filter(user -> parts.values().stream().allMatch(part -> part.test(user)))
                .map(Seen::id)
                .toList();
        assertThat(list(query).stream()
                        .map(item -> item.path("user_id").asString())
                        .toList())
                .as(query)
                .isEqualTo(expected);
    }

    @Test
    void every_filter_and_combination_lists_just_who_matches_whatever_the_time() {
        Random random = new Random(20260301);
        crowd(random, 80);
        for (int hour = 0; hour < 4; hour++) {
            Instant around = api.clock.instant().plus(Duration.ofHours(2));
            Map<String, Predicate<Seen>> filters = filters(around);
            List<Seen> everyone = everyone();
            filters.forEach((text, part) -> assertListed(everyone, Map.of(text, part)));
            List<String> texts = new ArrayList<>(filters.keySet());
            for (int i = 0; i < 40; i++) {
                int size = 2 + random.nextInt(3);
                Map<String, Predicate<Seen>> some = random
                        .ints(0, texts.size())
                        .mapToObj(texts::get)
                        .distinct()
                        .limit(size)
                        .collect(Collectors.toMap(
                                text -> text.substring(0, text.indexOf('=')),
                                text -> text,
                                (first, second) -> first,
                                LinkedHashMap::new))
                        .values()
                        .stream()
                        .collect(Collectors.toMap(
                                text -> text, text -> filters.get(text), (first, second) -> first, LinkedHashMap::new));
                assertListed(everyone, some);
            }
            api.advance(Duration.ofHours(1).plusMillis(random.nextInt(100)));
        }
    }

    @Test
    void the_window_is_half_open_and_shows_plans_that_end_only() {
        String id = users.create();
        String end = api.time(Duration.ofDays(40));
        users.grantUntil(id, end).ok();
        String forEver = users.create();
        users.grantForEver(forEver).ok();
        String free = users.create();
        String before = api.time(Duration.ofDays(40).minusMillis(1));
        String after = api.time(Duration.ofDays(40).plusMillis(1));
        assertThat(ids("paid_expires_after=" + end)).contains(id).doesNotContain(forEver, free);
        assertThat(ids("paid_expires_after=" + before)).contains(id);
        assertThat(ids("paid_expires_after=" + after)).doesNotContain(id, forEver, free);
        assertThat(ids("paid_expires_before=" + end)).doesNotContain(id, forEver, free);
        assertThat(ids("paid_expires_before=" + after)).contains(id).doesNotContain(forEver, free);
        assertThat(ids("paid_expires_after=" + end + "&paid_expires_before=" + after))
                .containsExactly(id);
        assertThat(ids("paid_expires_after=" + end + "&paid_expires_before=" + end))
                .isEmpty();
        assertThat(ids("paid_expires_after=" + after + "&paid_expires_before=" + before))
                .isEmpty();
        assertThat(ids("paid_state=free&paid_expires_after=" + end)).isEmpty();
        String offset = end.replace("Z", "+00:00");
        assertThat(ids("paid_expires_after=" + offset)).contains(id);
        assertThat(ids("paid_expires_after=" + offset.replace("+", "%2B"))).contains(id);
        users.extend(id, api.time(Duration.ofDays(50))).ok();
        assertThat(ids("paid_expires_after=" + end + "&paid_expires_before=" + after))
                .isEmpty();
        users.revoke(id).ok();
        assertThat(ids("paid_expires_after=" + before)).doesNotContain(id);
    }

    @Test
    void a_window_of_most_plans_is_looked_for_among_the_paid_users() {
        // So many that sorting all of them is more work than a page of this size.
        Random random = new Random(20260302);
        Instant around = api.clock.instant().plus(Duration.ofDays(9));
        List<String> inWindow = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String id = users.create();
            Duration length = Duration.ofDays(1 + random.nextInt(10));
            users.grantFor(id, length).ok();
            if (length.compareTo(Duration.ofDays(9)) < 0) {
                inWindow.addFirst(id);
            }
            api.advance(Duration.ofMillis(1));
        }
        assertThat(first(20, around)).isEqualTo(inWindow.subList(0, 20));
        // Far fewer of the newest are in the window than of all.
        for (int i = 0; i < 30; i++) {
            users.grantFor(users.create(), Duration.ofDays(10)).ok();
        }
        assertThat(first(20, around)).isEqualTo(inWindow.subList(0, 20));
    }

    /** The first whose plan ends before a moment, in pages of one. */
    private List<String> first(int count, Instant before) {
        List<String> walked = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = api.get("/users?page_size=1&paid_expires_before=" + before + token)
                    .ok();
            page.path("items").forEach(item -> walked.add(item.path("user_id").asString()));
            token = "&page_token=" + page.path("next_page_token").asString("");
        } while (walked.size() < count);
        return walked;
    }

    private List<String> ids(String filters) {
        return list(filters).stream()
                .map(item -> item.path("user_id").asString())
                .toList();
    }
}
