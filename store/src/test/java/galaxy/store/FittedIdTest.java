package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.RandomId;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FittedIdTest {
    /** Which digits lead to which bucket depends on nothing but these three, so that one id stands for all. */
    @Test
    void three_digits_lead_to_every_bucket() {
        Random random = new Random(1);
        for (String prefix : new String[] {"usr_", "chl_", "dvs_"}) {
            for (Bucket bucket : Bucket.all()) {
                String id = FittedId.draw(prefix, bucket, random);
                assertThat(RandomId.isWellFormed(prefix, id)).as(id).isTrue();
                assertThat(Bucket.ofId(id)).isEqualTo(bucket);
            }
        }
    }

    @Test
    void all_but_the_last_three_digits_are_those_that_were_drawn() {
        byte[] bytes = new byte[RandomId.BYTES];
        new Random(7).nextBytes(bytes);
        String drawn = RandomId.of("dvs_", bytes);
        for (Bucket bucket : Bucket.all()) {
            assertThat(FittedId.draw("dvs_", bucket, new Random(7))).startsWith(drawn.substring(0, drawn.length() - 3));
        }
        assertThat(FittedId.draw("dvs_", Bucket.ofId(drawn), new Random(7))).isEqualTo(drawn);
    }

    @Test
    void no_two_are_alike() {
        Random random = new Random(2);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(ids.add(FittedId.draw("dvs_", Bucket.all().get(i % 256), random)))
                    .isTrue();
        }
    }
}
