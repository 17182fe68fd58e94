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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my\u2028phone",
                "my\u2029phone",
                "my\u3164phone",
                "\u115fphone",
                "phone\uffa0",
                "my\u2800phone",
                "my\u034fphone",
                "\ufe0f",
                "a\ufe0f",
                "\ufdd0",
                "\u3164",
                "\u2800\u2800",
                " ",
                "\u3000\u00a0",
                "\u0301\u0302",
                "a\u0332\u0332\u0332\u0332\u0332"
            })
    void it_shows_every_character_and_one_that_is_no_mark(String name) {
        assertThat(DeviceName.parse(name)).isInstanceOf(Parsed.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Petra\u2019s phone",
                "\u2764\ufe0f",
                "1\ufe0f\u20e3",
                "\u0939\u093f\u0928\u094d\u0926\u0940",
                "\u096f"
            })
    void it_may_be_written_in_every_script_and_with_symbols(String name) {
        assertThat(DeviceName.parse(name)).isEqualTo(Parsed.valid(name));
    }

    @Test
    void white_space_at_its_ends_is_dropped() {
        assertThat(DeviceName.parse(" \u3000my phone ")).isEqualTo(Parsed.valid("my phone"));
    }

    /** So is an emoji where the JDK is older than the device. */
    @Test
    void a_character_that_is_not_assigned_yet_is_taken() {
        String name = Character.toString(0x1FFFD);
        assertThat(Character.getType(0x1FFFD)).isEqualTo(Character.UNASSIGNED);
        assertThat(DeviceName.parse(name)).isEqualTo(Parsed.valid(name));
    }
}
