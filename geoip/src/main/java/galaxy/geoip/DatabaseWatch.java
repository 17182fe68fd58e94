package galaxy.geoip;

import galaxy.geoip.DatabaseFile.Loaded;
import galaxy.geoip.DatabaseFile.Version;
import galaxy.kernel.FileReason;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the database anew when its file has changed. A change counts when two checks see the same one, so that a file is not
 * read while it is written; a file that could not be opened is tried again at each check. Used by one thread.
 */
final class DatabaseWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);

    private final DatabaseFile file;
    private final CurrentTable current;
    private final GeoipMetrics metrics;

    /** The version that was loaded or refused. */
    private Version settled;

    private Optional<Version> changed = Optional.empty();
    private boolean isUnreadable;

    /** @param loaded the version that is in use */
    DatabaseWatch(DatabaseFile file, Version loaded, CurrentTable current, GeoipMetrics metrics) {
        this.file = file;
        this.settled = loaded;
        this.current = current;
        this.metrics = metrics;
    }

    /** Looks at the file once. */
    void check() {
        Version seen;
        try {
            seen = file.version();
        } catch (IOException e) {
            unreadable(FileReason.of(e));
            return;
        }
        boolean isStable = changed.isPresent() && changed.get().equals(seen);
        changed = seen.equals(settled) ? Optional.empty() : Optional.of(seen);
        if (isUnreadable || isStable) {
            load(seen);
        }
    }

    private void load(Version seen) {
        switch (file.load()) {
            case Loaded.Table(CountryTable table) -> {
                settle(seen);
                metrics.reload(GeoipMetrics.Reload.LOADED);
                current.replace(table);
                LOG.info(
                        "geoip.database: {} is in use now, built {}",
                        file.path(),
                        table.info().built());
            }
            case Loaded.Refused(String reason) -> {
                settle(seen);
                metrics.reload(GeoipMetrics.Reload.REFUSED);
                LOG.error(
                        "geoip.database: {} is refused, and the table before stays in use: {}. Replace the file.",
                        file.path(),
                        reason);
            }
            case Loaded.Unreadable(String reason) -> unreadable(reason);
        }
    }

    private void settle(Version seen) {
        settled = seen;
        changed = Optional.empty();
        isUnreadable = false;
    }

    private void unreadable(String reason) {
        metrics.reload(GeoipMetrics.Reload.UNREADABLE);
        if (!isUnreadable) {
            isUnreadable = true;
            LOG.error(
                    "geoip.database: {} cannot be read, and the table before stays in use: {}. It is tried again.",
                    file.path(),
                    reason);
        }
    }
}
