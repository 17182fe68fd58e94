package galaxy.app.cli;

import galaxy.client.PageRequest;
import galaxy.kernel.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Which part of a list is shown. */
public final class PageOptions {
    private static final int MOST = 200;

    @Option(
            names = "--page-size",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many to a page, 1 to 200. Default: 50.")
    private int size = 50;

    @Option(
            names = "--page-token",
            paramLabel = "TOKEN",
            description = "The page after the one that printed the token; give the same filters.")
    private Optional<String> token = Optional.empty();

    @Option(names = "--all", description = "Lists all pages.")
    private boolean all;

    /**
     * Prints the page, or it and all that follow. What a service returns as a page may be short, or empty, before the last one: it
     * is read on until the page is full.
     *
     * @param print takes the items of a page; none only if there are none at all
     * @return the token of the page after those that were printed
     */
    public <T> Optional<String> each(Function<PageRequest, Page<T, String>> read, Consumer<List<T>> print) {
        ExitException.inRange("--page-size", size, 1, MOST);
        Optional<String> next = token;
        boolean isFirst = true;
        do {
            List<T> items = new ArrayList<>();
            do {
                Page<T, String> page = read.apply(new PageRequest(size - items.size(), next));
                items.addAll(page.items());
                next = page.next();
            } while (items.size() < size && next.isPresent());
            if (isFirst || !items.isEmpty()) {
                print.accept(items);
            }
            isFirst = false;
        } while (all && next.isPresent());
        return next;
    }
}
