package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.store.StoreUnavailableException.Fate;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OOM command not allowed when used memory > 'maxmemory'.",
                "READONLY You can't write against a read only replica.",
                "MISCONF Errors writing to the AOF file: No space left on device",
                "LOADING Redis is loading the dataset in memory",
                "BUSY Redis is busy running a script.",
                "CLUSTERDOWN Hash slot not served",
                "NOREPLICAS Not enough good replicas to write.",
                "TRYAGAIN Multiple keys request during rehashing of slot"
            })
    void a_refusal_of_the_server_changed_nothing(String reply) {
        assertThat(Failures.of(new RedisCommandExecutionException(reply)))
                .isInstanceOfSatisfying(StoreUnavailableException.class, e -> {
                    assertThat(e.fate()).isEqualTo(Fate.NOT_APPLIED);
                    assertThat(e).hasMessage("the store refuses: " + reply.substring(0, reply.indexOf(' ')));
                    assertThat(e.lackOfRights()).isEmpty();
                });
    }

    @Test
    void a_missing_right_is_named_and_only_an_operator_can_give_it() {
        String reply = "NOPERM this user has no permissions to run the 'xadd' command";
        assertThat(Failures.of(new RedisCommandExecutionException(reply)))
                .isInstanceOfSatisfying(StoreUnavailableException.class, e -> {
                    assertThat(e.fate()).isEqualTo(Fate.NOT_APPLIED);
                    assertThat(e).hasMessage("the store refuses: " + reply);
                    assertThat(e.lackOfRights().orElseThrow()).contains("'xadd'", "docs/operations.md");
                });
    }

    static List<Throwable> lostReplies() {
        return List.of(
                new TimeoutException(),
                new RedisCommandTimeoutException(),
                new CancellationException(),
                new RedisException("Connection closed"),
                new RedisException(new IOException("Connection reset by peer")),
                new IOException("Connection reset by peer"),
                new ClosedChannelException());
    }

    @ParameterizedTest
    @MethodSource("lostReplies")
    void whatever_breaks_the_connection_leaves_the_fate_unknown(Throwable failure) {
        assertThat(Failures.of(failure))
                .isInstanceOfSatisfying(
                        StoreUnavailableException.class,
                        e -> assertThat(e.fate()).isEqualTo(Fate.UNKNOWN));
    }

    static List<Throwable> neverSent() {
        return List.of(
                new RedisConnectionException("Unable to connect"),
                new RedisException("Currently not connected. Commands are rejected."));
    }

    @ParameterizedTest
    @MethodSource("neverSent")
    void a_command_that_was_never_sent_changed_nothing(Throwable failure) {
        assertThat(Failures.isNotSent(failure)).isTrue();
        assertThat(Failures.of(failure))
                .isInstanceOfSatisfying(
                        StoreUnavailableException.class,
                        e -> assertThat(e.fate()).isEqualTo(Fate.NOT_APPLIED));
    }

    static List<RuntimeException> bugs() {
        return List.of(
                new RedisCommandExecutionException("ERR wrong number of arguments"),
                new RedisCommandExecutionException("CROSSSLOT Keys in request don't hash to the same slot"),
                new NullPointerException());
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void a_bug_is_not_reported_as_an_outage(RuntimeException bug) {
        assertThat(Failures.of(bug)).isSameAs(bug);
    }

    @Test
    void a_key_that_holds_another_type_is_a_record_that_cannot_be_read() {
        var reply =
                new RedisCommandExecutionException("WRONGTYPE Operation against a key holding the wrong kind of value");
        assertThat(Failures.of(reply)).isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void knows_what_may_be_sent_again_at_once() {
        assertThat(Failures.isNoScript(new RedisNoScriptException("NOSCRIPT No matching script.")))
                .isTrue();
        assertThat(Failures.isTryAgain(new RedisCommandExecutionException("TRYAGAIN Multiple keys")))
                .isTrue();
        assertThat(Failures.isTryAgain(new RedisCommandExecutionException("ERR")))
                .isFalse();
        assertThat(Failures.isNotSent(new RedisException("Connection closed"))).isFalse();
    }
}
