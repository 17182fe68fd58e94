package galaxy.users.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.store.Bucket;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.racename.RaceName;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameKeysTest {
    @Test
    void a_key_of_the_generated_shape_says_its_bucket_and_there_is_one_place_for_each_bucket() {
        var names = new GeneratedRaceName(new Random(1));
        for (Bucket bucket : Bucket.all()) {
            RaceName name = names.next(bucket.number());
            for (RaceName spelling :
                    new RaceName[] {name, RaceName.of("P1AYER_" + name.value().substring(7))}) {
                CanonicalKey key = Universe.POLICY.keysOf(spelling).getFirst();
                String claimed = NameKeys.of(key);
                assertThat(claimed).isEqualTo(name.value().replace('-', '/'));
                assertThat(NameKeys.bucketOf(claimed)).contains(bucket);
                assertThat(NameKeys.earlier(claimed)).isEqualTo(key.value());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nova", "player", "playeracdefgh", "playeracdefghb", "player/acdefghb", "player/acdefgh", "/"})
    void other_keys_are_claimed_as_they_are_wherever_the_store_says(String key) {
        assertThat(NameKeys.of(CanonicalKey.of(key))).isEqualTo(key);
        assertThat(NameKeys.bucketOf(key)).isEmpty();
    }

    @Test
    void the_key_that_an_earlier_version_claimed_says_no_bucket() {
        assertThat(NameKeys.bucketOf("playeracdefghj")).isEmpty();
        assertThat(NameKeys.earlier("playeracdefghj")).isEqualTo("playeracdefghj");
    }
}
