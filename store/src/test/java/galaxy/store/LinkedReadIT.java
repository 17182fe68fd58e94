package galaxy.store;

import static galaxy.store.TestStore.SPACE;
import static galaxy.store.TestStore.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.WriteResult;
import galaxy.testkit.Topology;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Topology.class)
class LinkedReadIT {
    private static final Bucket BUCKET = new Bucket(42);
    private static final String RECORD = SPACE.key(BUCKET, "list", "a");
    private static final String MORE = SPACE.key(BUCKET, "other", "more");
    private static final Pattern ID = Pattern.compile("x[0-9]");

    @Parameter
    Topology topology;

    TestStore at;

    @BeforeEach
    void connect() {
        at = TestStore.at(topology.freshUri());
        put(MORE, "more");
        put(other("x1"), "one");
        put(other("x3"), "three");
    }

    @AfterEach
    void close() {
        at.close();
    }

    private static String other(String id) {
        return SPACE.key(BUCKET, "other", id);
    }

    private void put(String key, String value) {
        assertThat(at.store.send(at.store.commit(BUCKET).put(key, at.version(key), TEXT, value)))
                .isEqualTo(WriteResult.DONE);
    }

    private LinkedRead.Found<String> read(String... also) {
        return new LinkedRead<>(at.store, TEXT, "links", "other", LinkedReadIT::ids).read(BUCKET, RECORD, also);
    }

    private static List<String> ids(String record) {
        return ID.matcher(record).results().map(found -> found.group()).toList();
    }

    private static Optional<String> value(LinkedRead.Found<String> found, String key) {
        return found.other(key, TEXT).map(Versioned::value);
    }

    @Test
    void a_record_comes_with_those_it_refers_to_and_those_asked_for() {
        put(RECORD, "{\"links\":[{\"id\":\"x3\"},{\"id\":\"x2\"},{\"id\":\"x1\"}]}");
        LinkedRead.Found<String> found = read(MORE, other("none"));
        assertThat(found.record().orElseThrow().version())
                .isEqualTo(at.version(RECORD).orElseThrow());
        assertThat(found.others()).containsOnlyKeys(MORE, other("x1"), other("x3"));
        assertThat(value(found, MORE)).contains("more");
        assertThat(value(found, other("x1"))).contains("one");
        assertThat(value(found, other("x3"))).contains("three");
        assertThat(value(found, other("x2"))).isEmpty();
    }

    @Test
    void a_record_refers_to_one_or_to_none() {
        put(RECORD, "{\"links\":\"x1\"}");
        assertThat(read().others()).containsOnlyKeys(other("x1"));
        put(RECORD, "{\"links\":[]}");
        assertThat(read(MORE).others()).containsOnlyKeys(MORE);
        put(RECORD, "{\"links\":null}");
        assertThat(read().others()).isEmpty();
    }

    @Test
    void without_a_record_there_is_what_was_asked_for() {
        assertThat(read(MORE).record()).isEmpty();
        assertThat(read(MORE).others()).containsOnlyKeys(MORE);
    }

    @Test
    void a_record_that_only_this_program_can_read_is_read_too() {
        put(RECORD, "x1 and x3");
        assertThat(read().others()).containsOnlyKeys(other("x1"), other("x3"));
    }

    /** Such as another version may write. */
    @Test
    void a_reference_of_another_form_is_passed_over_and_moves_no_other() {
        put(RECORD, "{\"links\":[\"x0\",{\"kind\":\"x2\"},{\"id\":7},{\"id\":\"x1\"},{\"id\":\"x3\"}]}");
        LinkedRead.Found<String> found = read(MORE);
        assertThat(found.others()).containsOnlyKeys(MORE, other("x1"), other("x3"));
        assertThat(value(found, other("x1"))).contains("one");
        assertThat(value(found, other("x3"))).contains("three");
    }

    @Test
    void a_broken_record_is_an_error() {
        at.redis.call("set", commands -> commands.set(RECORD, new byte[] {'?'}));
        assertThatThrownBy(this::read).isInstanceOf(UnreadableRecordException.class);
    }
}
