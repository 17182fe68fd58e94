package galaxy.connections.store;

import galaxy.connections.link.LinkLabel;
import galaxy.connections.link.LinkToken;
import galaxy.connections.link.NewLink;
import galaxy.connections.profile.Avatar;
import galaxy.connections.profile.Bio;
import galaxy.connections.profile.DisplayName;
import galaxy.connections.profile.ProfileChange;
import galaxy.connections.profile.PublicDetails;
import galaxy.connections.profile.Username;
import galaxy.connections.user.UserRef;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.kernel.End;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Random operations of few users, names, links and requests, so that they often conflict. */
final class RandomOperations {
    static final List<UserRef> USERS = Stream.of("ann", "ann ", "bob:ann", "c|d", "{e}", "ф", "ann+%20")
            .map(UserRef::of)
            .toList();
    static final List<Username> NAMES = Stream.of(
                    "nova", "comet", "vega", "lyra", "orion", "cetus", "draco", "hydra", "pyxis")
            .map(Username::of)
            .toList();

    private static final List<PublicDetails> DETAILS = List.of(
            new PublicDetails(DisplayName.of("Ann"), Optional.empty(), Bio.of("")),
            new PublicDetails(DisplayName.of("Ann"), Optional.of(new Avatar("planets", "mars")), Bio.of("")),
            new PublicDetails(DisplayName.of("\"Ä\" \\ 🚀"), Optional.empty(), Bio.of("of many\nlines")));

    private static final List<LinkLabel> LABELS = List.of(LinkLabel.NONE, LinkLabel.of("\"Ä\" \\ 🚀"));

    /** How many of the newest links are used more often than others. */
    private static final int NEWEST = 6;

    private final Random random;
    private int requests;

    RandomOperations(Random random) {
        this.random = random;
    }

    Operation operation(ConnectionsFixture fixture, ModelWithEvents model) {
        List<ContactLink> links = model.service().links().all();
        return switch (random.nextInt(26)) {
            case 0, 1, 2 -> Operation.set(user(), ProfileChange.username(name()));
            case 3, 4, 5 -> Operation.set(user(), ProfileChange.all(name(), any(DETAILS)));
            case 6, 7 -> Operation.set(user(), ProfileChange.details(any(DETAILS)));
            case 8, 9 -> Operation.add(user(), user());
            case 10, 11, 12 -> Operation.remove(user(), user());
            case 13 -> Operation.lookUp(name());
            case 14 ->
                Operation.preview(link(links).map(RandomOperations::token).orElseGet(this::unknown));
            case 15, 16 ->
                link(links)
                        .map(link -> Operation.revoke(oftenThe(owner(link)), owner(link), token(link), request()))
                        .orElseGet(() -> create(fixture));
            case 17, 18, 19, 20, 21 ->
                link(links)
                        .map(link -> Operation.consume(user(), owner(link), token(link), request()))
                        .orElseGet(() -> Operation.consume(user(), user(), unknown(), request()));
            default -> create(fixture);
        };
    }

    /** Half of all links are of one user, who reaches the limit. */
    private Operation create(ConnectionsFixture fixture) {
        UserRef owner = random.nextBoolean() ? USERS.getFirst() : user();
        Instant soon = fixture.clock.instant().plusMillis(random.nextInt(6000) - 60);
        Optional<Instant> expiresAt = random.nextInt(4) == 0 ? Optional.of(soon) : Optional.empty();
        if (random.nextInt(5) > 0) {
            requests++;
        }
        var wanted = new NewLink(End.of(expiresAt), random.nextInt(4), any(LABELS));
        return Operation.create(fixture, owner, expiresAt, wanted, "request " + requests);
    }

    private Optional<ContactLink> link(List<ContactLink> newestFirst) {
        if (newestFirst.isEmpty() || random.nextInt(30) == 0) {
            return Optional.empty();
        }
        int among = random.nextInt(5) > 0 ? Math.min(NEWEST, newestFirst.size()) : newestFirst.size();
        return Optional.of(newestFirst.get(random.nextInt(among)));
    }

    private static UserRef owner(ContactLink link) {
        return UserRef.of(link.getOwnerUserId());
    }

    private static LinkToken token(ContactLink link) {
        return LinkToken.of(link.getToken());
    }

    private LinkToken unknown() {
        return LinkToken.draw(random);
    }

    /** The time moves on: by a little, by a day, or to the very instant at which something ends, or just before. */
    Instant later(Instant now, List<Instant> ends) {
        List<Instant> ahead = ends.stream().filter(now::isBefore).toList();
        int kind = random.nextInt(60);
        if (kind == 0) {
            return now.plus(Duration.ofHours(24));
        }
        if (kind < 20 || ahead.isEmpty()) {
            return now.plusMillis(random.nextInt(800));
        }
        Instant end = any(ahead);
        return kind < 40 ? end.minusMillis(1) : end;
    }

    UserRef user() {
        return any(USERS);
    }

    private UserRef oftenThe(UserRef owner) {
        return random.nextInt(6) > 0 ? owner : user();
    }

    private Username name() {
        return any(NAMES);
    }

    private String request() {
        return "again " + random.nextInt(3);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
