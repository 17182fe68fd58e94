package galaxy.users.store;

import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/** Two walks as one, greatest member first, each member once. */
final class MergedWalk {
    private final Supplier<Optional<String>> indexed;
    private final Deque<String> late;
    private Optional<String> head;

    MergedWalk(Supplier<Optional<String>> indexed, Deque<String> late) {
        this.indexed = indexed;
        this.late = late;
        this.head = indexed.get();
    }

    Optional<String> next() {
        String first = late.peekFirst();
        if (first == null || (head.isPresent() && head.get().compareTo(first) >= 0)) {
            if (first != null && head.get().equals(first)) {
                late.removeFirst();
            }
            Optional<String> taken = head;
            head = taken.isEmpty() ? taken : indexed.get();
            return taken;
        }
        return Optional.of(late.removeFirst());
    }
}
