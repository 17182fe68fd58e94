package galaxy.geoprofile.profile;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a request cannot be carried out now.
 *
 * @param nextProposalAt when the user may propose again, where that is the reason
 */
public record Conflict(State state, Optional<Instant> nextProposalAt) {
    /** What the profile or the version is. */
    public enum State {
        ALREADY_EFFECTIVE("The country is the effective one already. Propose another one, or nothing."),
        COOLING_DOWN("The country was changed a short time ago. Propose again at next_proposal_at."),
        NOT_PROPOSED("The version is decided already. Read it and decide another one."),
        SYNCING("Another version is approved and not acknowledged yet. Repeat when it is effective or has failed.");

        private final String sentence;

        State(String sentence) {
            this.sentence = sentence;
        }

        /** For people. */
        public String sentence() {
            return sentence;
        }

        /** The word on the wire: {@code cooling_down}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The state with this word.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static State of(String code) {
            return Arrays.stream(values())
                    .filter(state -> state.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no reason of a conflict: " + code));
        }
    }

    static Conflict of(State state) {
        return new Conflict(state, Optional.empty());
    }

    static Conflict coolingDown(Instant until) {
        return new Conflict(State.COOLING_DOWN, Optional.of(until));
    }
}
