package galaxy.models.users;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What restricts a user: sanctions and overrides of limits. From both follow the markers of eligibility. */
@SuppressWarnings("ImmutableEnumChecker")
public enum Restriction {
    SANCTION("login_block private_game_create_block private_game_manage_block game_join_block profile_update_block"),
    LIMIT("max_owned_private_games max_active_private_games max_pending_public_applications"
            + " max_pending_private_join_requests max_pending_private_invites_sent max_active_game_memberships");

    public static final List<String> MARKERS = List.of(
            "can_login", "can_create_private_game", "can_manage_private_game", "can_join_game", "can_update_profile");

    private static final List<String> DEFAULT_SCOPES = List.of("auth", "lobby", "lobby", "lobby", "profile");
    private static final List<Integer> FREE = List.of(0, 0, 3, 3, 0, 3);
    private static final List<Integer> PAID = List.of(3, 3, 10, 10, 30, 10);

    /** The limit that a marker needs, -1 for none. */
    private static final List<Integer> NEEDED = List.of(-1, 0, 1, 5, -1);

    private final List<String> codes;

    Restriction(String codes) {
        this.codes = List.of(codes.split(" ", -1));
    }

    /** Its codes, in the order of lists. */
    public List<String> codes() {
        return codes;
    }

    /** {@code sanction} or {@code limit}. */
    String noun() {
        return this == SANCTION ? "sanction" : "limit";
    }

    public String codeField() {
        return noun() + "_code";
    }

    /** The field of an account that lists those in force. */
    public String activeField() {
        return "active_" + noun() + "s";
    }

    static String defaultScope(String code) {
        return DEFAULT_SCOPES.get(SANCTION.codes.indexOf(code));
    }

    /** The limits in effect, by their codes. */
    static int limit(String code, boolean isPaid, Map<String, Integer> overrides) {
        return overrides.getOrDefault(code, (isPaid ? PAID : FREE).get(LIMIT.codes.indexOf(code)));
    }

    /** The markers as the store has them: the names of those that are true, or {@code none}. By the default limits. */
    public static String markers(
            Set<String> sanctions, Map<String, Integer> overrides, boolean isPaid, boolean isBlocked) {
        List<String> names = new ArrayList<>();
        boolean canLogin = !isBlocked && !sanctions.contains(SANCTION.codes.getFirst());
        for (int i = 0; i < MARKERS.size(); i++) {
            int needed = NEEDED.get(i);
            boolean isEligible = canLogin
                    && !sanctions.contains(SANCTION.codes.get(i))
                    && (needed < 0 || limit(LIMIT.codes.get(needed), isPaid, overrides) > 0);
            if (isEligible) {
                names.add(MARKERS.get(i));
            }
        }
        return names.isEmpty() ? "none" : String.join(",", names);
    }
}
