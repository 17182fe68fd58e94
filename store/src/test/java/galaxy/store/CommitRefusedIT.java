package galaxy.store;

import static galaxy.store.TestStore.SPACE;
import static galaxy.store.TestStore.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.kernel.WriteResult;
import galaxy.store.StoreUnavailableException.Fate;
import galaxy.testkit.RedisNode;
import galaxy.testkit.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that refuses writes: nothing is half written, the caller knows it, and it passes with its cause. */
class CommitRefusedIT {
    private static final Bucket BUCKET = new Bucket(7);
    private static final String KEY = SPACE.key(BUCKET, "record", "a");
    private static final String LOG = SPACE.key(BUCKET, "log", "a");

    @ParameterizedTest
    @EnumSource(Topology.class)
    void out_of_memory(Topology topology) {
        check(
                topology.freshUri(),
                "OOM",
                () -> topology.nodes().forEach(node -> node.config("maxmemory", "1")),
                () -> topology.nodes().forEach(node -> node.config("maxmemory", "0")));
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void too_few_replicas(Topology topology) {
        check(
                topology.freshUri(),
                "NOREPLICAS",
                () -> topology.nodes().forEach(node -> node.config("min-replicas-to-write", "1")),
                () -> topology.nodes().forEach(node -> node.config("min-replicas-to-write", "0")));
    }

    @Test
    void read_only_replica() {
        onOwnNode(
                "READONLY",
                node -> node.call("REPLICAOF", "127.0.0.1", "1"),
                node -> node.call("REPLICAOF", "NO", "ONE"));
    }

    @Test
    void disk_that_cannot_be_written() {
        onOwnNode("MISCONF", CommitRefusedIT::failToSave, node -> node.config("stop-writes-on-bgsave-error", "no"));
    }

    private static void failToSave(RedisNode node) {
        try (var files = Files.newDirectoryStream(node.folder())) {
            for (var file : files) {
                Files.delete(file);
            }
            Files.delete(node.folder());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        node.config("save", "3600 1000000");
        Awaitility.await("a save fails").until(() -> {
            node.call("BGSAVE");
            return node.call("INFO", "persistence").contains("rdb_last_bgsave_status:err");
        });
    }

    private static void onOwnNode(String code, Consumer<RedisNode> cause, Consumer<RedisNode> remedy) {
        try (var node = RedisNode.start()) {
            check(node.uri(), code, () -> cause.accept(node), () -> remedy.accept(node));
        }
    }

    private static void check(String uri, String code, Runnable cause, Runnable remedy) {
        try (var at = TestStore.at(uri)) {
            at.store.send(commit(at, "one"));
            var claims = new Claims(at.redis, SPACE, _ -> BUCKET, "1");
            var pending = new Naming.Pending(List.of("ace"), "t1", "Ace", "");
            Commit refused = commit(at, "two");
            cause.run();
            try {
                assertThatExceptionOfType(StoreUnavailableException.class)
                        .isThrownBy(() -> at.store.send(refused))
                        .withMessage("the store refuses: " + code)
                        .satisfies(e -> assertThat(e.fate()).isEqualTo(Fate.NOT_APPLIED));
                assertThatExceptionOfType(StoreUnavailableException.class)
                        .isThrownBy(() ->
                                claims.take("me", pending.claims().getFirst(), "", Optional.empty(), TestStore.NOON))
                        .satisfies(e -> assertThat(e.fate()).isEqualTo(Fate.NOT_APPLIED));
                assertThat(at.value(KEY)).contains("one");
                assertThat(at.history(LOG)).containsExactly("one");
                assertThat(at.outbox(BUCKET)).containsExactly("1 one");
                assertThat(claims.find("ace")).isEmpty();
                assertThat(at.metric("store_call_failures_total", "fate=\"not_applied\"", "operation=\"commit\""))
                        .isEqualTo(1);
            } finally {
                remedy.run();
            }
            assertThat(at.store.send(refused)).isEqualTo(WriteResult.DONE);
            assertThat(at.history(LOG)).containsExactly("one", "two");
            assertThat(at.outbox(BUCKET)).containsExactly("1 one", "2 two");
        }
    }

    private static Commit commit(TestStore at, String value) {
        return at.store
                .commit(BUCKET)
                .put(KEY, at.version(KEY), TEXT, value)
                .append(LOG, TEXT, value)
                .emit(TestStore.event(value));
    }
}
