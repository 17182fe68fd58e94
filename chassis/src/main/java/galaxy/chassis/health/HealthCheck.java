package galaxy.chassis.health;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One condition for the process to take requests.
 *
 * @param name {@code [a-z][a-z0-9_-]*}, shown by {@code /readyz}
 * @param status read on each call of {@code /readyz}; may block for a short time, and longer counts as down
 */
public record HealthCheck(String name, Supplier<Status> status) {

    /** Up, perhaps with a note, or down and why. */
    public sealed interface Status {
        /** The condition holds. */
        record Up() implements Status {}

        /**
         * The condition holds, and operators may want to know more.
         *
         * @param note one line for operators, without secrets
         */
        record Noted(String note) implements Status {}

        /** Not ready.
         *
         * @param reason one line for operators, without secrets
         */
        record Down(String reason) implements Status {}

        static Status up() {
            return new Up();
        }

        static Status noted(String note) {
            return new Noted(note);
        }

        static Status down(String reason) {
            return new Down(reason);
        }

        /** The reason or the note, when there is one. */
        default Optional<String> why() {
            return switch (this) {
                case Up up -> Optional.empty();
                case Noted(String note) -> Optional.of(note);
                case Down(String reason) -> Optional.of(reason);
            };
        }
    }
}
