package galaxy.geoprofile.profile;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Why a request cannot be carried out now.
 *
 * @param nextProposalAt when the user may propose again, where that is the reason
 */
public record Conflict(State state, Optional<Instant> nextProposalAt) {
    /** What the profile or the version is, as callers and the store write it. A newer program may have recorded another one. */
    public record State(String code) {
        public static final State ALREADY_EFFECTIVE = new State("already_effective");
        public static final State COOLING_DOWN = new State("cooling_down");
        public static final State NOT_PROPOSED = new State("not_proposed");
        public static final State SYNCING = new State("syncing");

        private static final Map<State, String> SENTENCES = Map.of(
                ALREADY_EFFECTIVE, "The country is the effective one already. Propose another one, or nothing.",
                COOLING_DOWN, "The country was changed a short time ago. Propose again at next_proposal_at.",
                NOT_PROPOSED, "The version is decided already. Read it and decide another one.",
                SYNCING,
                        "Another version is approved and not acknowledged yet. Repeat when it is effective or has failed.");

        /** For people. */
        public String sentence() {
            return SENTENCES.getOrDefault(this, "The profile does not allow it now. Read it and decide again.");
        }
    }

    static Conflict of(State state) {
        return new Conflict(state, Optional.empty());
    }

    static Conflict coolingDown(Instant until) {
        return new Conflict(State.COOLING_DOWN, Optional.of(until));
    }
}
