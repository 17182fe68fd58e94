package galaxy.users.store;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;

/** Two walks as one, greatest member first, each member once. */
final class MergedWalk {
    private final Supplier<Optional<String>> indexed;
    private final Iterator<String> late;
    private Optional<String> head;
    private Optional<String> lateHead;

    MergedWalk(Supplier<Optional<String>> indexed, Iterator<String> late) {
        this.indexed = indexed;
        this.late = late;
        this.head = indexed.get();
        this.lateHead = following();
    }

    Optional<String> next() {
        boolean isIndexed =
                lateHead.isEmpty() || (head.isPresent() && head.get().compareTo(lateHead.get()) >= 0);
        if (!isIndexed) {
            Optional<String> taken = lateHead;
            lateHead = following();
            return taken;
        }
        if (head.equals(lateHead)) {
            lateHead = following();
        }
        Optional<String> taken = head;
        head = taken.isEmpty() ? taken : indexed.get();
        return taken;
    }

    private Optional<String> following() {
        return late.hasNext() ? Optional.of(late.next()) : Optional.empty();
    }
}
