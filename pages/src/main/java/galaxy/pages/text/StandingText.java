package galaxy.pages.text;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What sanctions, limits and plans mean for a player, in sentences. */
public final class StandingText {
    private static final Set<String> SANCTIONS = Set.of(
            "login_block",
            "private_game_create_block",
            "private_game_manage_block",
            "game_join_block",
            "profile_update_block");
    private static final Set<String> LIMITS = Set.of(
            "max_owned_private_games",
            "max_active_private_games",
            "max_pending_public_applications",
            "max_pending_private_join_requests",
            "max_pending_private_invites_sent",
            "max_active_game_memberships");
    private static final Set<String> PLANS = Set.of("free", "paid_monthly", "paid_yearly", "paid_lifetime");

    private StandingText() {}

    /**
     * What a player reads of a sanction that is in force: "You cannot join games until 12 Mar 2027, 10:30 Berlin."
     *
     * @param end empty for a sanction without end
     */
    public static Sentence sanction(Words words, String code, Optional<Instant> end) {
        String known = SANCTIONS.contains(code) ? code : "other";
        return end.map(at -> words.sentence("sanction." + known + ".until", Arg.time("at", at)))
                .orElseGet(() -> words.sentence("sanction." + known));
    }

    /** What a sanction takes away, as the name of a row: "Join games". */
    public static String action(Words words, String code) {
        return SANCTIONS.contains(code) ? words.text("action." + code) : code;
    }

    /** The same in one short word, for the lanes of a timeline. */
    public static String lane(Words words, String code) {
        return SANCTIONS.contains(code) ? words.text("lane." + code) : code;
    }

    /** The name of a limit. */
    public static String limit(Words words, String code) {
        return LIMITS.contains(code) ? words.text("limit." + code) : code;
    }

    /** The name of a plan. */
    public static String plan(Words words, String code) {
        return PLANS.contains(code) ? words.text("plan." + code) : code;
    }
}
