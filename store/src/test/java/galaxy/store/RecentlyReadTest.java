package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentlyReadTest {
    private final List<String> parsed = new ArrayList<>();
    private final Format<String> format = new RecentlyRead<>(
            new Format<>() {
                @Override
                public byte[] write(String value) {
                    return value.getBytes(StandardCharsets.UTF_8);
                }

                @Override
                public String read(byte[] stored, int from) {
                    String text = new String(stored, from, stored.length - from, StandardCharsets.UTF_8);
                    parsed.add(text);
                    if (text.equals("broken")) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                }
            },
            2);

    private String read(String text) {
        return format.read(format.write(text), 0);
    }

    @Test
    void the_same_bytes_are_parsed_once_and_others_are_parsed() {
        assertThat(List.of(read("a1"), read("a1"), read("a2"), read("a1"))).containsExactly("a1", "a1", "a2", "a1");
        assertThat(parsed).containsExactly("a1", "a2");
        assertThat(format.read(format.write("a1"), 1)).isEqualTo("1");
    }

    @Test
    void the_least_recently_read_ones_are_forgotten() {
        read("a");
        read("b");
        read("a");
        read("c");
        parsed.clear();
        read("a");
        read("b");
        assertThat(parsed).containsExactly("b");
    }

    @Test
    void what_cannot_be_read_is_tried_each_time() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> read("broken")).hasMessage("broken");
        }
        assertThat(parsed).hasSize(2);
    }
}
