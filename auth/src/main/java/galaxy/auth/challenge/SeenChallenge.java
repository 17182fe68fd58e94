package galaxy.auth.challenge;

import galaxy.auth.challenge.ChallengeStore.Snapshot;
import java.util.Optional;

/** A challenge for the attempts of one step: the first takes what the step before has written, each later one what is stored. */
final class SeenChallenge {
    private final ChallengeStore store;
    private final ChallengeId id;
    private Optional<Snapshot> written;

    SeenChallenge(ChallengeStore store, Snapshot written) {
        this.store = store;
        this.id = written.id();
        this.written = Optional.of(written);
    }

    /** Empty when it is not there any more. */
    Optional<Snapshot> next() {
        Optional<Snapshot> first = written;
        written = Optional.empty();
        return first.isPresent() ? first : store.read(id);
    }
}
