package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is pinned here is how existing stores find their records: it may never change. */
class BucketTest {

    @Test
    void the_list_of_tags_is_fixed_for_ever() throws Exception {
        var tags = Bucket.all().stream().map(Bucket::tag).collect(Collectors.joining(","));
        var digest = MessageDigest.getInstance("SHA-256").digest(tags.getBytes(StandardCharsets.US_ASCII));
        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("678f837befda8d619eb746e528682675f03cec3352547215943b557694065e0f");
        assertThat(new Bucket(0).tag()).isEqualTo("cv");
        assertThat(new Bucket(255).tag()).isEqualTo("fv");
    }

    @ParameterizedTest
    @CsvSource({"usr_00000000000000000000000000,145", "usr_01arz3ndektsv4rrffq69g5fav,21", "x,131"})
    void the_bucket_of_an_id_is_fixed_for_ever(String id, int bucket) {
        assertThat(Bucket.ofId(id)).isEqualTo(new Bucket(bucket));
    }

    @Test
    void spreads_random_ids_evenly() {
        var random = new SplittableRandom(7);
        var counts = new int[Bucket.COUNT];
        int each = 400;
        for (int i = 0; i < each * Bucket.COUNT; i++) {
            counts[
                    Bucket.ofId("usr_" + Long.toString(random.nextLong(Long.MAX_VALUE), 32))
                            .number()]++;
        }
        // Five standard deviations of a fair draw.
        assertThat(counts).satisfies(all -> {
            for (int count : all) {
                assertThat(count).isBetween(each - 5 * 20, each + 5 * 20);
            }
        });
    }

    @Test
    void there_are_256_and_no_others() {
        assertThat(Bucket.all()).hasSize(256).doesNotHaveDuplicates();
        assertThatThrownBy(() -> new Bucket(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bucket(256)).isInstanceOf(IllegalArgumentException.class);
    }
}
