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

/** The items of all pages, each page fetched when its first item is asked for. For one thread. */
final class PageWalk<T> implements Iterator<T> {
    private final Function<Optional<String>, Page<T, String>> fetch;
    private final Queue<T> fetched = new ArrayDeque<>();
    private Optional<String> token = Optional.empty();
    private boolean ended;

    private PageWalk(Function<Optional<String>, Page<T, String>> fetch) {
        this.fetch = fetch;
    }

    /** @param fetch the page that a token leads to; the first page without one */
    static <T> Stream<T> stream(Function<Optional<String>, Page<T, String>> fetch) {
        var items = Spliterators.spliteratorUnknownSize(
                new PageWalk<>(fetch), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        return StreamSupport.stream(items, false);
    }

    @Override
    public boolean hasNext() {
        while (fetched.isEmpty() && !ended) {
            Page<T, String> page = fetch.apply(token);
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
