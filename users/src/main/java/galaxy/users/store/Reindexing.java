package galaxy.users.store;

import galaxy.kernel.Optimistic;
import galaxy.store.BucketStore;
import galaxy.store.Commit;
import galaxy.store.Redis;
import galaxy.store.Scan;
import galaxy.store.ServiceStore;
import galaxy.store.UnreadableRecordException;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.listing.IndexTerm;
import galaxy.users.listing.ListingKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the marker indexes in line with the configured limits. The limits of the indexes are stored in the string
 * {@code users:limits}; when they differ at start, every user is indexed again before the service opens. If it is
 * interrupted, the next start repeats it.
 */
final class Reindexing {
    private static final Logger LOG = LoggerFactory.getLogger(Reindexing.class);
    private static final int BATCH = 500;
    private static final int REPORT = 10_000;

    private final Redis redis;
    private final BucketStore store;
    private final UserKeys keys;
    private final AccountCommits commits;
    private final LimitCatalogue catalogue;

    Reindexing(ServiceStore store, UserKeys keys, AccountCommits commits, LimitCatalogue catalogue) {
        this.redis = store.redis();
        this.store = store.records();
        this.keys = keys;
        this.commits = commits;
        this.catalogue = catalogue;
    }

    /**
     * Indexes every user again if the limits have changed.
     *
     * @return whether they have
     */
    boolean runIfNeeded() {
        byte[] configured = catalogue.text().getBytes(StandardCharsets.US_ASCII);
        Optional<byte[]> indexed = Optional.ofNullable(redis.call("get", commands -> commands.get(UserKeys.LIMITS)));
        if (indexed.isPresent() && Arrays.equals(indexed.get(), configured)) {
            return false;
        }
        run();
        redis.call("set", commands -> commands.set(UserKeys.LIMITS, configured));
        return true;
    }

    private void run() {
        Scan users = Scan.start(redis, bucket -> List.of(keys.index(bucket, IndexTerm.ALL)), Optional.empty(), BATCH);
        long seen = 0;
        List<String> batch = batch(users);
        while (!batch.isEmpty()) {
            for (String account : batch) {
                reindex(account);
            }
            if (seen / REPORT != (seen + batch.size()) / REPORT) {
                LOG.info("the limits have changed: {} users are indexed again so far", seen + batch.size());
            }
            seen += batch.size();
            batch = batch(users);
        }
        if (seen > 0) {
            LOG.info("the limits have changed: all {} users are indexed again", seen);
        }
    }

    private List<String> batch(Scan users) {
        List<String> batch = new ArrayList<>(BATCH);
        Optional<String> next = users.next();
        while (next.isPresent()) {
            batch.add(keys.account(
                    ListingKey.parse(next.get()).map(ListingKey::userId).orElseThrow()));
            next = batch.size() < BATCH ? users.next() : Optional.empty();
        }
        return batch;
    }

    private void reindex(String account) {
        try {
            reindexReadable(account);
        } catch (UnreadableRecordException e) {
            store.unreadable(e);
        }
    }

    private void reindexReadable(String account) {
        var _ = Optimistic.retry("an account", attempt -> {
            Optional<Commit> commit =
                    store.read(account, AccountCommits.ACCOUNT).flatMap(commits::reindexed);
            return commit.isEmpty()
                    ? Optional.of(account)
                    : store.send(commit.get()).ifDone(account);
        });
    }
}
