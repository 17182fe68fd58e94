package galaxy.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of an ordered walk.
 *
 * @param items in the order of the walk
 * @param next where the next page continues, after the last item; empty when there is none
 */
public record Page<T, K>(List<T> items, Optional<K> next) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * The page that the front of a walk fills.
     *
     * @param found the walk from where the page begins, with at least one item more than the page if there is one
     * @param size how many items a page holds, at least 1
     * @param key where a walk continues after an item
     */
    public static <T, K> Page<T, K> of(List<T> found, int size, Function<? super T, ? extends K> key) {
        if (found.size() <= size) {
            return new Page<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, size);
        return new Page<>(items, Optional.of(key.apply(items.getLast())));
    }
}
