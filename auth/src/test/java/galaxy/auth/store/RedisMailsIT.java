package galaxy.auth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.auth.mail.Mail;
import galaxy.auth.mail.Mail.Delivery;
import galaxy.auth.mail.Mail.State;
import galaxy.auth.mail.MailKind;
import galaxy.auth.mail.MailQueue.MailSnapshot;
import galaxy.auth.mail.MailQueue.Undelivered;
import galaxy.auth.mail.Mails;
import galaxy.kernel.Page;
import galaxy.kernel.Sha256;
import galaxy.kernel.WriteResult;
import galaxy.store.Bucket;
import galaxy.store.Commit;
import galaxy.store.Keyspace;
import galaxy.store.Redis;
import galaxy.store.ServiceStore;
import galaxy.store.SharedStore;
import galaxy.store.StoreAddress;
import galaxy.store.StoreMetrics;
import galaxy.store.StoreSecret;
import galaxy.store.StoreSettings;
import galaxy.store.StoreWork;
import galaxy.testkit.SettableClock;
import galaxy.testkit.Topology;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Topology.class)
final class RedisMailsIT {
    private static final Keyspace SPACE = new Keyspace("auth");
    private static final Duration WEEK = Duration.ofDays(7);

    private final SettableClock clock = SettableClock.at(Mails.NOON);
    private final Redis redis;
    private final ServiceStore store;
    private final RedisMails mails;
    private final Mail mail = Mails.mail(MailKind.CODE, "en");

    RedisMailsIT(Topology topology) {
        var settings = new StoreSettings(
                Optional.empty(), Optional.empty(), Duration.ofSeconds(10), 1, 0, Path.of("unused"), 1000);
        var metrics = new StoreMetrics(new PrometheusRegistry());
        redis = Redis.connect(StoreAddress.parse(topology.freshUri()), settings, metrics);
        var shared = new SharedStore(redis, StoreSecret.open(redis, new Random(1)), metrics, 1000);
        store = new ServiceStore(shared, SPACE, clock, new Random(2));
        mails = new RedisMails(store, Sha256::hex);
        add(mail);
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private void add(Mail added) {
        Commit commit = store.records().commit(bucket(added));
        assertThat(store.records().send(mails.add(commit, added))).isEqualTo(WriteResult.DONE);
    }

    private static Bucket bucket(Mail mail) {
        return Bucket.ofId(mail.subject());
    }

    private MailSnapshot read() {
        return mails.read(mail.id()).orElseThrow();
    }

    private WriteResult write(State state, Duration later) {
        return mails.write(read(), new Delivery(state, 1, Mails.NOON.plus(later), "RCPT: 550 5.1.1"));
    }

    private Optional<Double> due() {
        String key = SPACE.due(redis.shards().of(bucket(mail)));
        return Optional.ofNullable(redis.call(
                "zscore", commands -> commands.zscore(key, mail.id().getBytes(StandardCharsets.UTF_8))));
    }

    private long secondsToLive() {
        String key = SPACE.key(bucket(mail), "mail", mail.id());
        return redis.call("pttl", commands -> commands.pttl(key)) / 1000;
    }

    @Test
    void a_new_mail_waits_and_is_due_at_once() {
        assertThat(read().mail()).isEqualTo(mail);
        assertThat(due()).contains((double) Mails.NOON.toEpochMilli());
        assertThat(mails.isWaiting(mail.id())).isTrue();
        assertThat(secondsToLive()).isBetween(3500L, 3600L);
    }

    @Test
    void one_whose_instance_died_after_the_commit_is_found_within_two_seconds() {
        List<String> found = new CopyOnWriteArrayList<>();
        try (StoreWork work = new AuthStore(store).work(userId -> {}, found::add)) {
            work.start();
            await().atMost(Duration.ofSeconds(2)).until(() -> found.contains(mail.id()));
        }
    }

    @Test
    void one_that_is_being_sent_is_due_again_when_another_instance_may() {
        MailSnapshot seen = read();
        var taken = new Delivery(State.WAITING, 1, Mails.NOON.plusSeconds(30), "");
        assertThat(mails.write(seen, taken)).isEqualTo(WriteResult.DONE);
        assertThat(due()).contains((double) Mails.NOON.plusSeconds(30).toEpochMilli());
    }

    @Test
    void a_mail_that_was_sent_is_no_longer_due_and_forgotten_after_an_hour() {
        assertThat(write(State.SENT, Duration.ZERO)).isEqualTo(WriteResult.DONE);
        assertThat(due()).isEmpty();
        assertThat(secondsToLive()).isBetween(3500L, 3600L);
        assertThat(mails.undelivered(Optional.empty(), 10).items()).isEmpty();
    }

    @Test
    void one_that_was_not_delivered_is_listed_for_a_week_without_its_address() {
        assertThat(write(State.DEAD, Duration.ofSeconds(5))).isEqualTo(WriteResult.DONE);
        var listed = new Undelivered(
                mail.id(), MailKind.CODE, Sha256.hex(Mails.TO), "RCPT: 550 5.1.1", 1, Mails.NOON.plusSeconds(5));
        assertThat(mails.undelivered(Optional.empty(), 10)).isEqualTo(new Page<>(List.of(listed), Optional.empty()));
        assertThat(read().mail().to()).isEqualTo(Sha256.hex(Mails.TO));
        assertThat(mails.isWaiting(mail.id())).isFalse();
        clock.set(Mails.NOON.plus(WEEK).plusSeconds(4));
        assertThat(mails.isWaiting(mail.id())).isFalse();
        assertThat(mails.undelivered(Optional.empty(), 10).items()).containsExactly(listed);
        assertThat(due()).isPresent();
        assertThat(secondsToLive()).isGreaterThan(WEEK.toSeconds());
        clock.advance(Duration.ofSeconds(1));
        assertThat(mails.isWaiting(mail.id())).isFalse();
        assertThat(mails.undelivered(Optional.empty(), 10).items()).isEmpty();
        assertThat(due()).isEmpty();
        assertThat(secondsToLive()).isLessThan(2);
    }

    @Test
    void what_is_forgotten_while_nothing_runs_is_no_longer_due() {
        String key = SPACE.key(bucket(mail), "mail", mail.id());
        redis.call("del", commands -> commands.del(key));
        assertThat(mails.isWaiting(mail.id())).isFalse();
        assertThat(due()).isEmpty();
    }
}
