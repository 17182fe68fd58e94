package galaxy.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.gateway.stream.EventLog.Batch;
import galaxy.gateway.stream.PlayerEvent;
import galaxy.gateway.stream.Position;
import galaxy.kernel.Secret;
import galaxy.kernel.UserId;
import galaxy.store.Redis;
import galaxy.store.StoreAddress;
import galaxy.store.StoreMetrics;
import galaxy.store.StoreSettings;
import galaxy.testkit.RedisNode;
import galaxy.testkit.Topology;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The public stream, read by a user of Redis who may do nothing else with it. */
class PlayerEventsIT {
    private static final UserId ME = UserId.of("usr_00000000000000000000000001");
    private static final String[] RIGHTS = ("ACL SETUSER reader reset on >secret %R~galaxy:events"
                    + " +info +time +ping +hello +xread +xrange +xrevrange +xinfo|stream")
            .split(" ", -1);

    private final RedisNode node = Topology.STAND_ALONE.nodes().getFirst();
    private Redis redis;
    private PlayerEvents events;

    @BeforeEach
    void start() {
        Topology.STAND_ALONE.freshUri();
        assertThat(node.call(RIGHTS)).isEqualTo("OK");
        String uri = "redis://reader:secret@" + node.host() + ":" + node.port();
        redis = Redis.connect(
                StoreAddress.parse(uri),
                new StoreSettings(
                        Optional.of(Secret.of(uri)),
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        1,
                        0,
                        Path.of("never-used"),
                        1000),
                new StoreMetrics(new PrometheusRegistry()));
        events = new PlayerEvents(redis);
    }

    @AfterEach
    void stop() {
        redis.close();
        node.call("ACL", "DELUSER", "reader");
    }

    private void add(String position, Map<String, String> fields) {
        List<String> command = new ArrayList<>(List.of("XADD", "galaxy:events", position));
        fields.forEach((name, value) -> command.addAll(List.of(name, value)));
        node.call(command.toArray(String[]::new));
    }

    private void add(String position, String type) {
        add(position, Map.of("type", type, "subject", ME.value(), "time", "2026-03-01T12:00:00.000Z"));
    }

    private static Position at(long millis) {
        return new Position(millis, 0);
    }

    @Test
    void reads_back_from_a_place() {
        add("1000-0", "user.profile.changed");
        add("2000-0", "connections.contact.added");
        add("3000-0", "user.settings.changed");
        Batch all = events.before(at(3000).next());
        assertThat(all.ofPlayers()).extracting(PlayerEvent::position).containsExactly(at(3000), at(1000));
        assertThat(all.read()).isEqualTo(3);
        Batch older = events.before(at(3000));
        assertThat(older.end()).isEqualTo(at(1000));
        assertThat(events.before(older.end())).isEqualTo(new Batch(List.of(), 0, at(1000), false));
    }

    @Test
    void reads_what_concerns_players_and_passes_over_the_rest() {
        add("1000-0", "user.profile.changed");
        add("1001-0", "auth.session.changed");
        add("1002-0", "geo.country_version.changed");
        add("1003-0", "connections.contact.changed");
        add("1004-0", Map.of("type", "user.profile.changed", "subject", "nonsense"));
        add("1005-0", Map.of("x", "y"));
        add("1006-0", Map.of("type", "user.block.changed", "subject", ME.value(), "time", "nonsense"));
        add("1007-0", Map.of("x", "y"));
        Batch batch = events.after(Position.START);
        assertThat(batch.ofPlayers())
                .containsExactly(
                        new PlayerEvent.AccountChanged(
                                at(1000), ME, "user.profile.changed", Instant.parse("2026-03-01T12:00:00Z")),
                        new PlayerEvent.SessionsChanged(at(1001), ME),
                        new PlayerEvent.AccountChanged(at(1006), ME, "user.block.changed", Instant.ofEpochMilli(1006)));
        assertThat(batch.end()).isEqualTo(at(1007));
        assertThat(events.newest()).isEqualTo(at(1007));
        assertThat(events.after(at(1007)).ofPlayers()).isEmpty();
        assertThat(events.after(at(1007)).end()).isEqualTo(at(1007));
        assertThat(events.after(at(1007)).isMore()).isFalse();
    }

    @Test
    void an_empty_stream_begins_at_the_start_and_lacks_nothing() {
        assertThat(events.newest()).isEqualTo(Position.START);
        assertThat(events.back(Duration.ofMinutes(5))).isEqualTo(Position.START);
        assertThat(events.hasAllAfter(Position.START)).isTrue();
        add("1000-0", "user.profile.changed");
        assertThat(events.hasAllAfter(Position.START)).isTrue();
    }

    @Test
    void goes_back_no_farther_than_to_the_oldest_entry() {
        add("1000000-5", "user.profile.changed");
        assertThat(events.back(Duration.ofMinutes(5))).isEqualTo(new Position(1_000_000, 5));
        add("2000000-0", "user.profile.changed");
        assertThat(events.back(Duration.ofMinutes(5))).isEqualTo(at(1_700_000));
    }

    @Test
    void a_trimmed_a_deleted_and_an_older_stream_lack_events_also_when_it_has_grown_since() {
        add("1000-0", "user.profile.changed");
        add("2000-0", "user.profile.changed");
        add("3000-0", "user.profile.changed");
        assertThat(events.hasAllAfter(at(1000))).isTrue();
        node.call("XTRIM", "galaxy:events", "MAXLEN", "2");
        assertThat(events.hasAllAfter(at(1000))).isFalse();
        assertThat(events.hasAllAfter(at(2000))).isTrue();
        assertThat(events.hasAllAfter(at(3000))).isTrue();
        assertThat(events.hasAllAfter(at(3001))).isFalse();
        add("4000-0", "user.profile.changed");
        assertThat(events.hasAllAfter(at(3001))).isFalse();
        node.call("DEL", "galaxy:events");
        assertThat(events.hasAllAfter(at(3000))).isFalse();
    }
}
