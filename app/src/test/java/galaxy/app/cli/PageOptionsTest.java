package galaxy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.PageRequest;
import galaxy.kernel.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Pages of a service that returns fewer items than it is asked for, as it does for filters that few match. */
final class PageOptionsTest {
    private final PageOptions options = new PageOptions();
    private final List<List<Integer>> printed = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();

    /** The page at a token is the list with that index. */
    private Function<PageRequest, Page<Integer, String>> pages(List<List<Integer>> pages) {
        return request -> {
            asked.add(request.size());
            int index = request.token().map(Integer::parseInt).orElse(0);
            return new Page<>(
                    pages.get(index),
                    index + 1 < pages.size() ? Optional.of(Integer.toString(index + 1)) : Optional.empty());
        };
    }

    private Optional<String> each(String arguments, List<List<Integer>> pages) {
        CommandLine.populateCommand(options, arguments.split(" ", -1));
        return options.each(pages(pages), printed::add);
    }

    @Test
    void a_page_is_read_on_until_it_is_full() {
        assertThat(each("--page-size 3", List.of(List.of(), List.of(1), List.of(), List.of(2, 3), List.of(4))))
                .contains("4");
        assertThat(printed).containsExactly(List.of(1, 2, 3));
        assertThat(asked).containsExactly(3, 3, 2, 2);
    }

    @Test
    void all_pages_are_full_but_the_last() {
        assertThat(each("--page-size 2 --all", List.of(List.of(), List.of(1), List.of(2), List.of(3), List.of())))
                .isEmpty();
        assertThat(printed).containsExactly(List.of(1, 2), List.of(3));
    }

    @Test
    void nothing_is_printed_once_if_there_is_nothing() {
        assertThat(each("--all", List.of(List.of(), List.of(), List.of()))).isEmpty();
        assertThat(printed).containsExactly(List.of());
    }
}
