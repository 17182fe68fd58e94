package galaxy.client;

import galaxy.kernel.Page;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The items of all pages of a list, each page requested when its first item is. For one thread. */
public final class Pages<T> implements Iterator<T> {
    private final int size;
    private final Function<PageRequest, Page<T, String>> fetch;
    private final Queue<T> fetched = new ArrayDeque<>();
    private Optional<String> token = Optional.empty();
    private boolean ended;

    private Pages(int size, Function<PageRequest, Page<T, String>> fetch) {
        this.size = size;
        this.fetch = fetch;
    }

    /**
     * The items of a list.
     *
     * @param size of each page
     */
    public static <T> Stream<T> stream(int size, Function<PageRequest, Page<T, String>> fetch) {
        var items = Spliterators.spliteratorUnknownSize(
                new Pages<>(size, fetch), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        return StreamSupport.stream(items, false);
    }

    @Override
    public boolean hasNext() {
        while (fetched.isEmpty() && !ended) {
            Page<T, String> page = fetch.apply(new PageRequest(size, token));
            fetched.addAll(page.items());
            token = page.next();
            ended = token.isEmpty();
        }
        return !fetched.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return fetched.remove();
    }
}
