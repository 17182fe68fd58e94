package galaxy.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The single filters of the user listing. */
final class ListingFilters {
    private ListingFilters() {}

    /** Queries by what a table calls them. */
    static Map<String, String> all(Instant now) {
        Map<String, String> filters = new LinkedHashMap<>();
        for (String query : List.of(
                "paid_state=free",
                "paid_state=paid",
                "declared_country=DE",
                "sanction_code=game_join_block",
                "limit_code=max_owned_private_games")) {
            filters.put(query, query);
        }
        for (int days : new int[] {7, 60, 120, 240}) {
            filters.put(
                    "paid_expires_before=" + days + " days", "paid_expires_before=" + now.plus(Duration.ofDays(days)));
        }
        filters.put("paid_expires_after=…", "paid_expires_after=" + now);
        for (String marker : List.of(
                "can_login",
                "can_create_private_game",
                "can_manage_private_game",
                "can_join_game",
                "can_update_profile")) {
            filters.put(marker + "=true", marker + "=true");
            filters.put(marker + "=false", marker + "=false");
        }
        return filters;
    }
}
