package galaxy.app.cli.connections;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.Table;
import galaxy.app.cli.Terminal;
import galaxy.client.connections.ConnectionsClient;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class ListCommandTest {
    /** A list without an end. */
    @CommandLine.Command(name = "list")
    private static final class Endless extends ListCommand<Integer> {
        private int read;

        @CommandLine.Option(names = "--verbose")
        private boolean verbose;

        @Override
        Stream<Integer> items(ConnectionsClient client) {
            return Stream.generate(() -> read++);
        }

        @Override
        ObjectNode json(Integer item) {
            return JsonNodeFactory.instance.objectNode().put("item", item);
        }

        @Override
        Table table(List<Integer> items) {
            return Table.plain();
        }
    }

    @Test
    void a_reader_of_lines_that_went_away_is_noticed_within_a_page() {
        var list = new Endless();
        var ended = new CommandLine(list)
                .setOut(Terminal.brokenOutput("Broken pipe"))
                .setExecutionExceptionHandler((e, _, _) -> ((ExitException) e).exitCode());
        assertThat(ended.execute("--json", "--limit", "1000000")).isZero();
        assertThat(list.read).isLessThanOrEqualTo(51);
        assertThat(list.verbose).isFalse();
    }
}
