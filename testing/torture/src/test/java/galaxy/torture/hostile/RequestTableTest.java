package galaxy.torture.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestTableTest {
    @Test
    void every_request_of_the_table_can_be_rendered() {
        Map<String, String> values = Map.of("email", "a@b", "hidden", "GET / HTTP/1.1", "number", "1", "text", "x");
        long rows = Stream.of(
                        "heads endless bodies hidden pipelined slow addresses messages metadata frames".split(" "))
                .flatMap(attack -> RequestTable.rows(attack).stream())
                .peek(row -> assertThat(row.bytes(values) + row.more())
                        .as(row.name())
                        .doesNotContain("$("))
                .count();
        assertThat(rows).isEqualTo(447);
    }
}
