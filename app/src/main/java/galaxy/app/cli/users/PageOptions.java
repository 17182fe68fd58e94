package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.client.PageRequest;
import galaxy.kernel.Page;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Which part of a list is shown. */
final class PageOptions {
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
     * Prints the page, or it and all that follow.
     *
     * @return the token of the page after those that were printed
     */
    <T> Optional<String> each(Function<PageRequest, Page<T, String>> read, Consumer<Page<T, String>> print) {
        ExitException.inRange("--page-size", size, 1, MOST);
        Page<T, String> page = read.apply(new PageRequest(size, token));
        print.accept(page);
        while (all && page.next().isPresent()) {
            page = read.apply(PageRequest.after(page.next().get(), size));
            print.accept(page);
        }
        return page.next();
    }
}
