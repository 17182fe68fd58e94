package galaxy.torture.workload;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.workload.Pages.Page;
import galaxy.torture.workload.Promise.Recorded;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PagesTest {
    private final Findings findings = new Findings(Recorded.ALL);

    /** The token of a page is the number of the page. */
    private Optional<List<Integer>> walk(List<List<Integer>> pages) throws InterruptedException {
        return Pages.walk(
                "numbers",
                2,
                token -> {
                    int at = token.isEmpty() ? 0 : Integer.parseInt(token);
                    return Optional.of(new Page<>(pages.get(at), at + 1 < pages.size() ? "" + (at + 1) : ""));
                },
                findings);
    }

    @Test
    void reads_a_list_to_its_end() throws InterruptedException {
        assertThat(walk(List.of(List.of(1, 2), List.of(3, 4), List.of(5)))).contains(List.of(1, 2, 3, 4, 5));
        assertThat(walk(List.of(List.of()))).contains(List.of());
        assertThat(findings.violations()).isEmpty();
    }

    @Test
    void finds_a_short_page_before_the_last_and_an_empty_last_page() throws InterruptedException {
        walk(List.of(List.of(1), List.of(2, 3)));
        walk(List.of(List.of(1, 2), List.of()));
        walk(List.of(List.of(1, 2, 3)));
        assertThat(findings.violations())
                .hasSize(3)
                .allMatch(each -> each.rule().equals(Pages.RULE));
    }

    @Test
    void gives_nothing_when_a_page_does_not_come() throws InterruptedException {
        assertThat(Pages.walk("numbers", 2, _ -> Optional.empty(), findings)).isEmpty();
    }
}
