package galaxy.geoprofile.observation;

import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.NOON;
import static galaxy.geoprofile.memory.World.PILOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.geoprofile.memory.MemoryObservations;
import galaxy.geoprofile.observation.CountObservations.Observation;
import galaxy.geoprofile.observation.ObservationReport.Result;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.testkit.SettableClock;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Which observations count. */
class CountObservationsTest {
    private static final InetAddress GERMAN = InetAddress.ofLiteral("192.0.2.7");
    private static final InetAddress UNKNOWN = InetAddress.ofLiteral("10.0.0.1");
    private static final Duration DAY = Duration.ofDays(1);

    private final MemoryObservations store = new MemoryObservations();
    private final List<Result> results = Collections.synchronizedList(new ArrayList<>());
    private final CountObservations counting = over(store);

    private CountObservations over(ObservationStore any) {
        return new CountObservations(any, CountObservationsTest::countryOf, new Results(), SettableClock.at(NOON));
    }

    private static Optional<CountryCode> countryOf(InetAddress address) {
        return address.equals(GERMAN) ? Optional.of(DE) : Optional.empty();
    }

    private final class Results implements ObservationReport {
        @Override
        public void observed(Result result, int count) {
            results.addAll(Collections.nCopies(count, result));
        }

        @Override
        public void failed(RuntimeException failure) {
            assertThat(failure).isInstanceOf(UnavailableException.class);
        }
    }

    private Result count(InetAddress ip, Instant at) {
        return counting.count(new Observation(PILOT, ip, at));
    }

    @Test
    void counts_what_is_at_most_a_day_old() {
        assertThat(count(GERMAN, NOON)).isEqualTo(Result.COUNTED);
        assertThat(count(GERMAN, NOON.minus(DAY))).isEqualTo(Result.COUNTED);
        assertThat(count(GERMAN, NOON.minus(DAY).minusMillis(1))).isEqualTo(Result.OUT_OF_TIME);
        assertThat(count(GERMAN, NOON.plusMillis(1))).isEqualTo(Result.OUT_OF_TIME);
        assertThat(store.read(PILOT).observations().summary(NOON))
                .containsExactly(new Observed(DE, 2, 2, Observations.dayOf(NOON.minus(DAY)), Observations.dayOf(NOON)));
    }

    @Test
    void an_address_without_a_country_is_ignored() {
        assertThat(count(UNKNOWN, NOON)).isEqualTo(Result.NO_COUNTRY);
        assertThat(store.read(PILOT).observations()).isEqualTo(Observations.NONE);
    }

    @Test
    void returns_before_the_work_and_does_all_of_it() {
        counting.report(Collections.nCopies(500, new Observation(PILOT, GERMAN, NOON)));
        await().until(() -> results.size() == 500);
        assertThat(results).containsOnly(Result.COUNTED);
        assertThat(store.read(PILOT).observations().summary(NOON))
                .singleElement()
                .satisfies(observed -> assertThat(observed.count()).isEqualTo(500));
    }

    @Test
    void what_comes_while_too_much_waits_is_lost_and_counted() {
        var latch = new CountDownLatch(1);
        CountObservations slow = over(new Unavailable(latch));
        for (int i = 0; i < 100; i++) {
            slow.report(List.of(new Observation(PILOT, GERMAN, NOON)));
        }
        slow.report(Collections.nCopies(3, new Observation(PILOT, GERMAN, NOON)));
        assertThat(results).containsExactly(Result.LOST, Result.LOST, Result.LOST);
        latch.countDown();
        await().until(() -> results.size() == 103);
        assertThat(results).containsOnly(Result.LOST);
    }

    private record Unavailable(CountDownLatch latch) implements ObservationStore {
        @Override
        public Snapshot read(UserId userId) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new UnavailableException("planted");
        }

        @Override
        public List<Observations> readAll(List<UserId> userIds) {
            throw new UnavailableException("planted");
        }

        @Override
        public WriteResult write(Snapshot seen, Observations next) {
            throw new UnavailableException("planted");
        }
    }
}
