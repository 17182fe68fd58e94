package galaxy.app.cli;

import galaxy.client.PageRequest;
import galaxy.kernel.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Walks over the pages of a list of the connections service. */
final class Pages {
    private static final int SIZE = 50;

    private Pages() {}

    /** The first items of a list, as many as are wanted or there are. */
    static <T> List<T> walk(int wanted, Function<PageRequest, Page<T, String>> fetch) {
        List<T> found = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page<T, String> page = fetch.apply(new PageRequest(SIZE, token));
            found.addAll(page.items());
            token = page.next();
        } while (token.isPresent() && found.size() < wanted);
        return found.size() > wanted ? found.subList(0, wanted) : found;
    }
}
