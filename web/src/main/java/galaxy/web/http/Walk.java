package galaxy.web.http;

import galaxy.client.Outcome;
import galaxy.client.Outcome.Refused;
import galaxy.client.connections.Refusal;
import galaxy.kernel.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Several pages of a list of connections, which are one page for a reader.
 *
 * @param next where the next one begins
 * @param isFirst whether none is before it
 * @param isRestarted whether the token was none of this list, and this is the first page instead
 */
public record Walk<T>(List<T> items, Optional<String> next, boolean isFirst, boolean isRestarted) {
    private static final int MOST = 50;

    public Walk {
        items = List.copyOf(items);
    }

    /** One page of a list. */
    public interface Fetch<T> extends Function<galaxy.client.PageRequest, Outcome<Page<T, String>, Refusal>> {}

    /**
     * Reads a list.
     *
     * @param token where to begin; that of another list, or of none, begins at the first page
     * @param pages how many, of 50 each
     */
    public static <T> Walk<T> read(Optional<String> token, int pages, Fetch<T> fetch) {
        var first = fetch.apply(new galaxy.client.PageRequest(MOST, token));
        if (token.isPresent()
                && first instanceof Refused<?, Refusal>(Refusal reason, var _)
                && reason == Refusal.INVALID_PAGE_TOKEN) {
            Walk<T> start = read(Optional.empty(), pages, fetch);
            return new Walk<>(start.items, start.next, true, true);
        }
        Page<T, String> page = first.orElseThrow();
        List<T> items = new ArrayList<>(page.items());
        for (int i = 1; i < pages && page.next().isPresent(); i++) {
            page = fetch.apply(new galaxy.client.PageRequest(MOST, page.next())).orElseThrow();
            items.addAll(page.items());
        }
        return new Walk<>(items, page.next(), token.isEmpty(), false);
    }
}
