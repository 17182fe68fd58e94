package galaxy.geoprofile.observation;

import galaxy.geoprofile.observation.ObservationReport.Result;
import galaxy.geoprofile.observation.ObservationStore.Snapshot;
import galaxy.kernel.CountryCode;
import galaxy.kernel.Turns;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Counts where users were seen. The work is done after the response, and what comes while too much waits is lost: it is a hint, and
 * the next day brings another.
 */
public final class CountObservations {
    private static final Duration OLDEST = Duration.ofDays(1);
    private static final int WAITING = 100;

    private final ObservationStore store;
    private final Function<InetAddress, Optional<CountryCode>> countries;
    private final ObservationReport report;
    private final InstantSource clock;
    private final Turns turns = new Turns();
    private final Semaphore room = new Semaphore(WAITING);

    /** @param countries tells the country of an address, without I/O */
    public CountObservations(
            ObservationStore store,
            Function<InetAddress, Optional<CountryCode>> countries,
            ObservationReport report,
            InstantSource clock) {
        this.store = store;
        this.countries = countries;
        this.report = report;
        this.clock = clock;
    }

    /**
     * One user was seen.
     *
     * @param ip is looked up and forgotten
     */
    public record Observation(UserId userId, InetAddress ip, Instant at) {}

    /** Takes some; returns before they are counted. */
    public void report(List<Observation> observations) {
        if (!room.tryAcquire()) {
            report.observed(Result.LOST, observations.size());
            return;
        }
        Thread.ofVirtual().name("geoprofile-observations").start(() -> {
            try {
                observations.forEach(each -> report.observed(counted(each), 1));
            } finally {
                room.release();
            }
        });
    }

    private Result counted(Observation observation) {
        try {
            return count(observation);
        } catch (RuntimeException e) {
            report.failed(e);
            return Result.LOST;
        }
    }

    Result count(Observation observation) {
        Instant now = clock.instant();
        Instant at = observation.at();
        if (at.isAfter(now) || at.isBefore(now.minus(OLDEST))) {
            return Result.OUT_OF_TIME;
        }
        Optional<CountryCode> country = countries.apply(observation.ip());
        if (country.isEmpty()) {
            return Result.NO_COUNTRY;
        }
        LocalDate day = Observations.dayOf(at);
        return turns.retry(observation.userId(), "the observations of a user", writes -> {
            Snapshot seen = store.read(observation.userId());
            Observations next = seen.observations().counted(country.get(), day, now);
            if (next.equals(seen.observations())) {
                return Optional.of(Result.TOO_MANY_COUNTRIES);
            }
            return store.write(seen, next) == WriteResult.CONFLICT ? Optional.empty() : Optional.of(Result.COUNTED);
        });
    }
}
