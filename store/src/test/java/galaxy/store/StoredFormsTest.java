package galaxy.store;

import galaxy.kernel.Cause;
import galaxy.testkit.GoldenFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each form in which the store itself writes something, held against its golden files. */
class StoredFormsTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles(StoredFormsTest.class);
    private static final Naming.Held HELD = new Naming.Held("nova", "token-1");
    private static final Cause CAUSE =
            new Cause("api", Optional.of("billing"), Optional.of("request-1"), Optional.of("00-trace-01"));

    private static <T> void check(String name, Format<T> format, T value) {
        GOLDEN.check(
                name,
                value,
                () -> new String(format.write(value), StandardCharsets.UTF_8),
                text -> format.read(text.getBytes(StandardCharsets.UTF_8), 0));
    }

    @Test
    void the_state_of_a_name() {
        Format<Naming> format = Format.json(NamingJson::write, NamingJson::read);
        check("naming", format, new Naming(List.of(HELD), Optional.empty(), List.of()));
        var pending = new Naming.Pending(List.of("vega"), "token-2", "details", "cause");
        check(
                "naming-under-way",
                format,
                new Naming(List.of(HELD), Optional.of(pending), List.of(new Naming.Held("old", "token-0"))));
    }

    @Test
    void the_state_of_a_name_with_two_keys() {
        Format<Naming> format = Format.json(NamingJson::write, NamingJson::read);
        var other = new Naming.Held("nova-also", "token-1");
        var pending = new Naming.Pending(List.of("vega", "vega-also"), "token-2", "details", "cause");
        check("naming-of-two-keys", format, new Naming(List.of(HELD, other), Optional.of(pending), List.of()));
    }

    @Test
    void the_cause_of_a_change() {
        GOLDEN.check("cause", CAUSE, () -> CauseJson.text(CAUSE), CauseJson::parse);
        var least = new Cause("expiry", Optional.empty(), Optional.empty(), Optional.empty());
        GOLDEN.check("cause-without-a-request", least, () -> CauseJson.text(least), CauseJson::parse);
    }

    /** Only its time is read again, by the relay; consumers read the rest, the sequence as a number with or without zeros. */
    @Test
    void an_event() {
        var event =
                new Event("evt_1/0", "test.changed", "/test", "someone", TestStore.NOON, 7, "00-trace-01", "{\"a\":1}");
        String fields = fields(event);
        GOLDEN.check("event", fields, () -> fields, text -> text.replace("sequence 7", "sequence 0000000000000000007"));
    }

    private static String fields(Event event) {
        StringBuilder text = new StringBuilder();
        List<byte[]> fields = event.fields();
        for (int i = 0; i < fields.size(); i += 2) {
            text.append(utf8(fields.get(i)))
                    .append(' ')
                    .append(utf8(fields.get(i + 1)))
                    .append('\n');
        }
        return text.toString().strip();
    }

    private static String utf8(byte[] text) {
        return new String(text, StandardCharsets.UTF_8);
    }

    @Test
    void the_layout_of_indexes() {
        check(
                "layout",
                Layout.FORMAT,
                new Layout("01234567", 1, Layout.State.WHOLE, false, Optional.empty(), Optional.empty()));
        check(
                "layout-under-way",
                Layout.FORMAT,
                new Layout(
                        "01234567",
                        256,
                        Layout.State.WALKING,
                        true,
                        Optional.of("1795238362511|usr_1"),
                        Optional.of("request-1")));
        check(
                "layout-requested",
                Layout.FORMAT,
                new Layout("01234567", 1, Layout.State.REQUESTED, false, Optional.empty(), Optional.of("request-1")));
    }

    @Test
    void the_policy_of_keys() {
        check("key-policy", KeyPolicy.FORMAT, KeyPolicy.whole("01234567"));
        check("key-policy-under-way", KeyPolicy.FORMAT, KeyPolicy.begun("01234567"));
        check(
                "key-policy-reached",
                KeyPolicy.FORMAT,
                KeyPolicy.begun("01234567").reached("1795238362511|usr_1"));
    }

    /** Scripts write it. */
    @Test
    void the_claims_of_a_key() {
        String one = "usr_1 token-1 17 Nova 1772366400000";
        String both = one + "\nusr_2 token-2 18 NOVA 1772366400001";
        GOLDEN.check("claim", "usr_1, token-1: Nova 1772366400000", () -> one, StoredFormsTest::claims);
        GOLDEN.check(
                "claims-of-two",
                "usr_1, token-1: Nova 1772366400000; usr_2, token-2: NOVA 1772366400001",
                () -> both,
                StoredFormsTest::claims);
    }

    private static String claims(String text) {
        return new Claims.Claim(text)
                .each().stream()
                        .map(claim -> "%s, %s: %s".formatted(claim.owner(), claim.token(), claim.details()))
                        .collect(Collectors.joining("; "));
    }

    @Test
    void the_position_of_a_follower() {
        GOLDEN.check(
                "event-position",
                true,
                () -> "1772366400000-12",
                text -> EventFollower.POSITION.matcher(text).matches());
    }

    @Test
    void the_checkpoint_of_an_outbox() {
        Checkpoint checkpoint = new Checkpoint(18, 1204863120);
        GOLDEN.check(
                "checkpoint",
                checkpoint,
                checkpoint::toString,
                text -> Checkpoint.parse(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void a_record_with_its_version() {
        byte[] stored = "000000000004vm0ejm2xvalue".getBytes(StandardCharsets.UTF_8);
        Versioned<String> record = Versioned.read("key", stored, TestStore.TEXT);
        GOLDEN.check(
                "record",
                record.version().number() + " " + record.value(),
                () -> record.version().text() + record.value(),
                text -> text(Versioned.read("key", text.getBytes(StandardCharsets.UTF_8), TestStore.TEXT)));
    }

    private static String text(Versioned<String> record) {
        return record.version().number() + " " + record.value();
    }
}
