package galaxy.torture.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists, read page by page. */
public final class Pages {
    public static final String RULE = "a page is full unless it is the last, and empty only if it is the only one";

    private Pages() {}

    /** A page, and the token of the next one, which is empty for the last. */
    public record Page<T>(List<T> items, String next) {}

    /** Reads the page of a token, the first one for an empty token; empty if it was refused or did not come. */
    @FunctionalInterface
    public interface Source<T> {
        Optional<Page<T>> read(String token) throws InterruptedException;
    }

    /** Reads a list to its end, and checks that each page has so many items; empty if a page did not come. */
    public static <T> Optional<List<T>> walk(String what, int size, Source<T> source, Findings findings)
            throws InterruptedException {
        List<T> all = new ArrayList<>();
        String token = "";
        do {
            Optional<Page<T>> page = source.read(token);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            int count = page.get().items().size();
            token = page.get().next();
            boolean isShort = token.isEmpty() && count < size && (count > 0 || all.isEmpty());
            findings.check(RULE, count == size || isShort, what, count, size);
            all.addAll(page.get().items());
        } while (!token.isEmpty());
        return Optional.of(all);
    }
}
