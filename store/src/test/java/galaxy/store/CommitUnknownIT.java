package galaxy.store;

import static galaxy.store.TestStore.SPACE;
import static galaxy.store.TestStore.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.kernel.WriteResult;
import galaxy.store.StoreUnavailableException.Fate;
import galaxy.testkit.ClusterProxies;
import galaxy.testkit.FaultProxy;
import galaxy.testkit.Servers;
import galaxy.testkit.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A commit whose reply is lost: it still happens once, and the caller never learns more than is known. */
@ParameterizedClass
@EnumSource(Topology.class)
class CommitUnknownIT {
    private static final Bucket BUCKET = new Bucket(42);
    private static final String KEY = SPACE.key(BUCKET, "record", "a");
    private static final String LOG = SPACE.key(BUCKET, "log", "a");
    private static @Nullable Network network;

    /** Proxies in front of every server. */
    private record Network(String uri, List<FaultProxy> proxies, AutoCloseable closing) {}

    @Parameter
    Topology topology;

    TestStore at;

    @BeforeParameterizedClassInvocation
    static void proxies(Topology topology) {
        topology.freshUri();
        network = switch (topology) {
            case STAND_ALONE -> {
                var proxy = FaultProxy.inFrontOf(Servers.standAlone());
                yield new Network(proxy.uri(), List.of(proxy), proxy);
            }
            case CLUSTER -> {
                var proxies = ClusterProxies.inFrontOf(Servers.cluster());
                yield new Network(proxies.uri(), proxies.proxies(), proxies);
            }
        };
    }

    @AfterParameterizedClassInvocation
    static void take_them_away() throws Exception {
        network().closing().close();
    }

    @BeforeEach
    void connect() {
        topology.freshUri();
        network().proxies().forEach(FaultProxy::pass);
        at = TestStore.at(network().uri(), Duration.ofMillis(400));
        at.store.send(commit("zero"));
    }

    @AfterEach
    void close() {
        at.close();
    }

    private Commit commit(String value) {
        return at.store
                .commit(BUCKET)
                .put(KEY, at.version(KEY), TEXT, value)
                .append(LOG, TEXT, value)
                .emit(TestStore.event(value));
    }

    /** Does something when the first delivery has failed and the second is still to come. */
    private BucketStore between(Runnable what) {
        return at.over(at.redis.interceptedBy(new ScriptInterceptor() {
            private boolean done;

            @Override
            public <T> T around(String script, Supplier<T> send) {
                try {
                    return send.get();
                } catch (StoreUnavailableException e) {
                    if (!done) {
                        done = true;
                        what.run();
                    }
                    throw e;
                }
            }
        }));
    }

    private void loseTheNextReply(FaultProxy.AfterLoss then) {
        home().loseReplies(1, then);
    }

    private static Network network() {
        return Objects.requireNonNull(network);
    }

    /** The proxy in front of the bucket's server. */
    private FaultProxy home() {
        return switch (topology) {
            case STAND_ALONE -> network().proxies().getFirst();
            case CLUSTER -> {
                var cluster = Servers.cluster();
                yield network().proxies().get(cluster.nodes().indexOf(cluster.homeOf(cluster.slotOf(KEY))));
            }
        };
    }

    @Test
    void a_lost_reply_of_a_broken_connection_is_asked_for_again() {
        var commit = commit("one");
        loseTheNextReply(FaultProxy.AfterLoss.CUT);
        assertThat(at.store.send(commit)).isEqualTo(WriteResult.DONE);
        assertThat(home().repliesLost()).isPositive();
        happenedOnce();
        assertThat(at.metric("store_call_failures_total", "fate=\"unknown\"", "operation=\"commit\""))
                .isEqualTo(1);
    }

    @Test
    void a_reply_that_never_comes_is_asked_for_again_and_the_result_is_unknown() {
        var commit = commit("one");
        loseTheNextReply(FaultProxy.AfterLoss.HANG);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> at.store.send(commit))
                .satisfies(e -> assertThat(e.fate()).isEqualTo(Fate.UNKNOWN));
        home().pass();
        try (var fresh = TestStore.at(network().uri())) {
            assertThat(fresh.redis.call(commit.call())).isEqualTo("OK");
            assertThat(fresh.history(LOG)).containsExactly("zero", "one");
        }
    }

    @Test
    void an_outage_after_a_lost_reply_leaves_the_fate_unknown() {
        var commit = commit("one");
        loseTheNextReply(FaultProxy.AfterLoss.CUT);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> between(() -> home().refuse()).send(commit))
                .satisfies(e -> assertThat(e.fate()).isEqualTo(Fate.UNKNOWN));
        home().pass();
    }

    @Test
    void a_writer_in_between_makes_it_a_conflict_that_may_have_been_a_success() {
        var commit = commit("one");
        loseTheNextReply(FaultProxy.AfterLoss.CUT);
        var outcome = between(() -> {
                    try (var other = TestStore.at(
                            topology == Topology.CLUSTER
                                    ? network().uri()
                                    : Servers.standAlone().uri())) {
                        other.store.send(other.store.commit(BUCKET).put(KEY, other.version(KEY), TEXT, "other"));
                    }
                })
                .send(commit);
        assertThat(outcome).isEqualTo(WriteResult.CONFLICT_OR_DONE);
        happenedOnce();
        assertThat(at.value(KEY)).contains("other");
    }

    @Test
    void a_connection_that_breaks_again_and_again_doubles_nothing() {
        int done = 0;
        for (int i = 1; i <= 10; i++) {
            var commit = commit("c" + i);
            loseTheNextReply(FaultProxy.AfterLoss.CUT);
            done += at.store.send(commit) == WriteResult.DONE ? 1 : 0;
        }
        assertThat(done).isEqualTo(10);
        assertThat(at.history(LOG)).hasSize(11).doesNotHaveDuplicates();
        assertThat(at.outbox(BUCKET)).hasSize(11);
    }

    private void happenedOnce() {
        assertThat(at.history(LOG)).containsExactly("zero", "one");
        assertThat(at.outbox(BUCKET)).containsExactly("1 zero", "2 one");
    }
}
