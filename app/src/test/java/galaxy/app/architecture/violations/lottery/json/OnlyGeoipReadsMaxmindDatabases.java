package galaxy.app.architecture.violations.lottery.json;

/** A service that reads a database of addresses. */
@SuppressWarnings("all")
public final class OnlyGeoipReadsMaxmindDatabases {
    Object cache = com.maxmind.db.NoCache.getInstance();
}
