package galaxy.geoip;

import galaxy.kernel.CountryCode;
import java.net.InetAddress;
import java.util.Optional;

/** The table in use. It is replaced as a whole, between two look-ups. */
final class CurrentTable implements CountryLookup {
    private final GeoipMetrics metrics;
    private volatile CountryTable table;

    CurrentTable(CountryTable table, GeoipMetrics metrics) {
        this.table = table;
        this.metrics = metrics;
        metrics.inUse(table.info().built());
    }

    @Override
    public Optional<CountryCode> countryOf(InetAddress address) {
        LookupResult result = table.resultOf(address);
        metrics.lookedUp(result.outcome());
        return result.country();
    }

    @Override
    public DatabaseInfo info() {
        return table.info();
    }

    void replace(CountryTable newer) {
        table = newer;
        metrics.inUse(newer.info().built());
    }
}
