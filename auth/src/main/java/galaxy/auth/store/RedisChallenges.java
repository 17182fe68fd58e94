package galaxy.auth.store;

import galaxy.auth.address.TypedAddress;
import galaxy.auth.challenge.Challenge;
import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ChallengeStore;
import galaxy.auth.challenge.Limits;
import galaxy.auth.mail.Mail;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.sessions.SessionId;
import galaxy.sessions.store.SessionKeys;
import galaxy.store.Bucket;
import galaxy.store.BucketStore;
import galaxy.store.Commit;
import galaxy.store.FittedId;
import galaxy.store.LinkedRead;
import galaxy.store.ServiceStore;
import galaxy.store.Versioned;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Challenges and limits in the bucket store, each challenge in one bucket with the limits of its address. */
final class RedisChallenges implements ChallengeStore {
    /** So that a request that came in time can be completed. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration LIMITS_LIFE = Duration.ofDays(30);

    private final BucketStore store;
    private final LinkedRead<Challenge> withLimits;
    private final AuthKeys keys;
    private final RedisMails mails;
    private final RandomGenerator random;
    private final InstantSource clock;

    RedisChallenges(ServiceStore store, AuthKeys keys, RedisMails mails) {
        this.mails = mails;
        this.store = store.records();
        this.withLimits = new LinkedRead<>(
                this.store, ChallengeFormats.CHALLENGE, "digest", "limits", challenge -> List.of(challenge.digest()));
        this.keys = keys;
        this.random = store.random();
        this.clock = store.clock();
    }

    private record Seen(
            ChallengeId id, String digest, Optional<Versioned<Limits>> stored, Optional<Versioned<Challenge>> known)
            implements Snapshot {
        @Override
        public Limits limits() {
            return stored.map(Versioned::value).orElse(Limits.NONE);
        }

        @Override
        public Optional<Challenge> challenge() {
            return known.map(Versioned::value);
        }
    }

    @Override
    public String digest(TypedAddress address) {
        return keys.digest("limits", address.fold());
    }

    @Override
    public Snapshot read(String digest, Optional<ChallengeId> given) {
        Bucket bucket = AuthKeys.ofDigest(digest);
        // One that is in another bucket is of another digest. A key that is never there is read in its place,
        // so that the work is the same for each request.
        ChallengeId id =
                given.filter(known -> AuthKeys.bucket(known).equals(bucket)).orElseGet(() -> fresh(bucket));
        List<Optional<byte[]>> stored = store.readTogether(AuthKeys.limits(digest), AuthKeys.challenge(id));
        Optional<Versioned<Challenge>> challenge =
                BucketStore.versioned(AuthKeys.challenge(id), stored.get(1), ChallengeFormats.CHALLENGE);
        boolean isOwn =
                challenge.isPresent() && challenge.get().value().digest().equals(digest);
        boolean isFresh = given.stream().noneMatch(id::equals);
        return new Seen(
                isOwn || isFresh ? id : fresh(bucket),
                digest,
                BucketStore.versioned(AuthKeys.limits(digest), stored.get(0), ChallengeFormats.LIMITS),
                challenge.filter(known -> isOwn));
    }

    @Override
    public Snapshot fresh(Snapshot seen) {
        Seen known = (Seen) seen;
        return new Seen(fresh(AuthKeys.ofDigest(known.digest())), known.digest(), known.stored(), Optional.empty());
    }

    private ChallengeId fresh(Bucket bucket) {
        return ChallengeId.of(FittedId.draw(ChallengeId.PREFIX, bucket, random));
    }

    @Override
    public Optional<Snapshot> read(ChallengeId id) {
        var found = withLimits.read(AuthKeys.bucket(id), AuthKeys.challenge(id));
        return found.record().map(challenge -> {
            String digest = challenge.value().digest();
            return new Seen(
                    id, digest, found.other(AuthKeys.limits(digest), ChallengeFormats.LIMITS), Optional.of(challenge));
        });
    }

    @Override
    public Optional<Snapshot> write(Snapshot seen, Limits limits, Challenge challenge, Optional<Mail> mail) {
        Seen known = (Seen) seen;
        String challengeKey = AuthKeys.challenge(known.id());
        String limitsKey = AuthKeys.limits(known.digest());
        Commit commit = store.commit(AuthKeys.bucket(known.id()));
        Duration left = Duration.between(clock.instant(), challenge.sentAt().plus(Challenge.LIFE));
        commit.leaseOver(
                challengeKey,
                known.known(),
                ChallengeFormats.CHALLENGE,
                challenge,
                (left.isPositive() ? left : Duration.ZERO).plus(GRACE));
        boolean areSame = limits.equals(known.limits());
        if (areSame) {
            commit.check(limitsKey, known.stored().map(Versioned::version));
        } else {
            commit.leaseOver(limitsKey, known.stored(), ChallengeFormats.LIMITS, limits, LIMITS_LIFE);
        }
        mail.ifPresent(made -> mails.add(commit, made));
        if (store.send(commit) != WriteResult.DONE) {
            return Optional.empty();
        }
        return Optional.of(new Seen(
                known.id(),
                known.digest(),
                areSame ? known.stored() : Optional.of(commit.written(limitsKey)),
                Optional.of(commit.written(challengeKey))));
    }

    @Override
    public SessionId draw(UserId userId) {
        return SessionId.of(FittedId.draw(SessionId.PREFIX, SessionKeys.bucket(userId), random));
    }
}
