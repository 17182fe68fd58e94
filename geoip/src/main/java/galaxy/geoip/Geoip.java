package galaxy.geoip;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process knows of addresses and countries: one table, which follows the file of {@code geoip.database}. */
public final class Geoip implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Geoip.class);
    private static final Duration OLD = Duration.ofDays(400);

    private final CurrentTable countries;
    private final LanguageTable languages;
    private final CountDownLatch closing = new CountDownLatch(1);

    private Geoip(CurrentTable countries, LanguageTable languages) {
        this.countries = countries;
        this.languages = languages;
    }

    /**
     * Loads both files, or what is bundled, and looks at the file of {@code geoip.database} from then on.
     *
     * @param registry others of the process count there too
     * @throws galaxy.chassis.settings.SettingsException with every problem of the two files
     */
    public static Geoip open(GeoipSettings settings, PrometheusRegistry registry, InstantSource clock) {
        Optional<DatabaseFile> database = settings.database().map(DatabaseFile::new);
        GeoipData data = GeoipData.read(settings, database);
        DatabaseInfo info = data.table().info();
        Duration age = Duration.between(info.built(), clock.instant());
        if (age.compareTo(OLD) > 0) {
            LOG.warn("The data of countries are {} days old. Set geoip.database to a newer file.", age.toDays());
        }
        var metrics = GeoipMetrics.of(registry);
        var geoip = new Geoip(new CurrentTable(data.table(), metrics), data.languages());
        database.ifPresent(file -> {
            var watch = new DatabaseWatch(file, data.version().orElseThrow(), geoip.countries, metrics);
            Thread.ofPlatform().daemon().name("geoip-database").start(() -> geoip.follow(watch, settings.checkEvery()));
        });
        return geoip;
    }

    public CountryLookup countries() {
        return countries;
    }

    public LanguageTable languages() {
        return languages;
    }

    /** No longer looks at the file. Look-ups still work. */
    @Override
    public void close() {
        closing.countDown();
    }

    private void follow(DatabaseWatch watch, Duration every) {
        try {
            while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    watch.check();
                } catch (RuntimeException e) {
                    LOG.error("The file of geoip.database could not be checked. This is a bug.", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
