package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventTest {

    @Test
    void is_a_cloud_event_in_the_order_of_its_attributes() {
        assertThat(fields("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
                .isEqualTo("specversion=1.0 id=e1 type=user.profile.changed source=/galaxy/users subject=usr_1"
                        + " time=2026-03-01T12:00:00.000Z datacontenttype=application/json"
                        + " traceparent=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
                        + " sequence=0000000000000000007 data={\"name\":\"Zoë\"}");
    }

    @Test
    void leaves_out_a_trace_that_there_is_not() {
        assertThat(fields("")).doesNotContain("traceparent");
    }

    @Test
    void sequences_sort_as_texts_like_the_changes_that_made_them() {
        assertThat(LongStream.of(1, 9, 10, 11, 100, 999_999_999_999L, Long.MAX_VALUE)
                        .mapToObj(Event::sortable))
                .isSorted()
                .allMatch(text -> text.length() == 19);
    }

    private static String fields(String traceparent) {
        var event = new Event(
                "e1",
                "user.profile.changed",
                "/galaxy/users",
                "usr_1",
                Instant.parse("2026-03-01T12:00:00Z"),
                7,
                traceparent,
                "{\"name\":\"Zoë\"}");
        var text = new StringBuilder();
        var fields = event.fields();
        for (int i = 0; i < fields.size(); i += 2) {
            text.append(i == 0 ? "" : " ")
                    .append(new String(fields.get(i), StandardCharsets.UTF_8))
                    .append('=')
                    .append(new String(fields.get(i + 1), StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
