package galaxy.store;

import java.util.Optional;

/** Brings what is derived from records in line with the rules of now, about once a second: first indexes, then keys of names. */
final class Rebuilding implements AutoCloseable {
    private final Walk walk;
    private final Reindexing reindexing;
    private final Optional<Rekeying> rekeying;
    private final Optional<Indexed<?>> indexed;
    private final RepeatedWork rounds;

    /** @param indexed the records, of a service that has an index of them all */
    Rebuilding(
            StoreMetrics metrics,
            Walk walk,
            Reindexing reindexing,
            Optional<Rekeying> rekeying,
            Optional<Indexed<?>> indexed) {
        this.walk = walk;
        this.reindexing = reindexing;
        this.rekeying = rekeying;
        this.indexed = indexed;
        this.rounds = new RepeatedWork(
                walk.service() + "-rebuilding",
                this::run,
                walk.service() + " are indexed again, or their names given other keys, later",
                metrics);
    }

    void start() {
        rounds.start();
    }

    /** One round: everything that has to be done now. */
    synchronized void run() {
        reindexing.run(indexed);
        rekeying.ifPresent(names -> indexed.ifPresent(names::run));
    }

    @Override
    public void close() {
        walk.close();
        rounds.close();
    }
}
