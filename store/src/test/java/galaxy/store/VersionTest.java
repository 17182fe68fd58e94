package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VersionTest {
    private final Random random = new Random(1);

    @Test
    void counts_the_writings_of_a_record() {
        var versions = Stream.iterate(Version.first(random), version -> version.next(random))
                .limit(1000)
                .toList();
        assertThat(versions).extracting(Version::number).startsWith(1L, 2L, 3L).endsWith(999L, 1000L);
        assertThat(versions.get(9).text()).startsWith("000000000010");
    }

    @Test
    void distinguishes_two_attempts_at_the_same_write() {
        var seen = Version.first(random);
        assertThat(Stream.generate(() -> seen.next(random)).limit(10_000)).doesNotHaveDuplicates();
    }

    @Test
    void is_twenty_plain_characters_at_the_head_of_a_record() {
        var version = Version.first(random);
        assertThat(version.text()).matches("[0-9]{12}[0-9a-z]{8}");
        byte[] stored = (version.text() + "{\"a\":\"ä\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(Version.head(stored)).isEqualTo(version);
        assertThatThrownBy(() -> new Version("1")).isInstanceOf(IllegalArgumentException.class);
    }
}
