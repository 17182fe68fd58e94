package galaxy.auth.memory;

import galaxy.auth.address.TypedAddress;
import galaxy.auth.challenge.Challenge;
import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ChallengeStore;
import galaxy.auth.challenge.Limits;
import galaxy.auth.mail.Mail;
import galaxy.auth.mail.MemoryMails;
import galaxy.auth.memory.Numbered.Entry;
import galaxy.kernel.RandomId;
import galaxy.kernel.Sha256;
import galaxy.kernel.UserId;
import galaxy.sessions.SessionId;
import java.util.Optional;
import java.util.Random;

/** Challenges and limits in memory. They are kept for ever. */
public final class MemoryChallenges implements ChallengeStore {
    private final Numbered<ChallengeId, Challenge> challenges = new Numbered<>();
    private final Numbered<String, Limits> limits = new Numbered<>();
    private final Random random = new Random(1);
    private final MemoryMails mails;

    public MemoryChallenges(MemoryMails mails) {
        this.mails = mails;
    }

    private record Seen(ChallengeId id, String digest, Optional<Entry<Limits>> stored, Optional<Entry<Challenge>> known)
            implements Snapshot {
        @Override
        public Limits limits() {
            return stored.map(Entry::value).orElse(Limits.NONE);
        }

        @Override
        public Optional<Challenge> challenge() {
            return known.map(Entry::value);
        }
    }

    @Override
    public String digest(TypedAddress address) {
        return Sha256.hex(address.fold());
    }

    @Override
    public synchronized Snapshot read(String digest, Optional<ChallengeId> given) {
        Optional<Entry<Challenge>> own = given.flatMap(challenges::get)
                .filter(found -> found.value().digest().equals(digest));
        return new Seen(own.flatMap(found -> given).orElseGet(this::fresh), digest, limits.get(digest), own);
    }

    @Override
    public Snapshot fresh(Snapshot seen) {
        Seen known = (Seen) seen;
        return new Seen(fresh(), known.digest(), known.stored(), Optional.empty());
    }

    @Override
    public synchronized Optional<Snapshot> read(ChallengeId id) {
        return challenges.get(id).map(found -> {
            String digest = found.value().digest();
            return new Seen(id, digest, limits.get(digest), Optional.of(found));
        });
    }

    @Override
    public synchronized Optional<Snapshot> write(Snapshot seen, Limits next, Challenge challenge, Optional<Mail> mail) {
        Seen known = (Seen) seen;
        if (!challenges.is(known.id(), known.known()) || !limits.is(known.digest(), known.stored())) {
            return Optional.empty();
        }
        Optional<Entry<Limits>> stored =
                next.equals(known.limits()) ? known.stored() : Optional.of(limits.put(known.digest(), next));
        mail.ifPresent(mails::put);
        return Optional.of(
                new Seen(known.id(), known.digest(), stored, Optional.of(challenges.put(known.id(), challenge))));
    }

    @Override
    public SessionId draw(UserId userId) {
        return SessionId.of(id(SessionId.PREFIX));
    }

    private ChallengeId fresh() {
        return ChallengeId.of(id(ChallengeId.PREFIX));
    }

    private String id(String prefix) {
        byte[] bytes = new byte[RandomId.BYTES];
        random.nextBytes(bytes);
        return RandomId.of(prefix, bytes);
    }
}
