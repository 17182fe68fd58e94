package galaxy.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceNameTest {
    @Test
    void a_device_name_is_composed_and_has_at_most_64_code_points() {
        assertThat(DeviceName.parse("e\u0301")).isEqualTo(Parsed.valid("\u00e9"));
        String longest = "\uD83D\uDE80".repeat(64);
        assertThat(DeviceName.parse(longest)).isEqualTo(Parsed.valid(longest));
        assertThat(DeviceName.parse(longest + "a")).isInstanceOf(Parsed.Invalid.class);
        assertThat(DeviceName.parse("")).isInstanceOf(Parsed.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"my\tphone", "my\u200bphone", "\u202ephone", "\ue000phone", "\udb80\udc00", "\ud83d"})
    void it_has_no_control_format_or_private_use_character(String name) {
        assertThat(DeviceName.parse(name)).isInstanceOf(Parsed.Invalid.class);
    }

    /** So is an emoji where the JDK is older than the device. */
    @Test
    void a_character_that_is_not_assigned_yet_is_taken() {
        String name = Character.toString(0x1FFFD);
        assertThat(Character.getType(0x1FFFD)).isEqualTo(Character.UNASSIGNED);
        assertThat(DeviceName.parse(name)).isEqualTo(Parsed.valid(name));
    }
}
