package galaxy.users.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListingKeyTest {
    private static final UserId LOW = UserId.of("usr_00000000000000000000000001");
    private static final UserId HIGH = UserId.of("usr_00000000000000000000000002");

    @Test
    void the_newest_comes_first_then_the_highest_user_id() {
        var newest = new ListingKey(2, LOW);
        var high = new ListingKey(1, HIGH);
        var low = new ListingKey(1, LOW);
        List<ListingKey> keys = new ArrayList<>(List.of(low, newest, high));
        keys.sort(Comparator.naturalOrder());
        assertThat(keys).containsExactly(newest, high, low);
    }

    @Test
    void its_order_is_the_descending_order_of_its_texts() {
        var random = new Random(5);
        List<ListingKey> keys = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            byte[] id = new byte[16];
            random.nextBytes(id);
            keys.add(new ListingKey(random.nextLong(i % 2 == 0 ? 20 : 9_999_999_999_999L), UserId.of(id)));
        }
        keys.sort(Comparator.naturalOrder());
        assertThat(keys).extracting(ListingKey::text).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(keys)
                .allSatisfy(key ->
                        assertThat(ListingKey.parse(key.text()).orElseThrow()).isEqualTo(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1|usr_00000000000000000000000001",
                "0000000000001|usr_1",
                "0000000000001 usr_00000000000000000000000001",
                "-000000000001|usr_00000000000000000000000001",
                "0000000000001|usr_00000000000000000000000001x"
            })
    void refuses_what_is_no_key(String text) {
        assertThat(ListingKey.parse(text)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void has_13_digits_for_the_time() {
        assertThat(new ListingKey(7, LOW).text()).isEqualTo("0000000000007|" + LOW);
        assertThatThrownBy(() -> new ListingKey(10_000_000_000_000L, LOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ListingKey(-1, LOW)).isInstanceOf(IllegalArgumentException.class);
    }
}
