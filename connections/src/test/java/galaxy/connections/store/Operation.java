package galaxy.connections.store;

import galaxy.connections.contact.Contact;
import galaxy.connections.link.ContactLink;
import galaxy.connections.link.LinkId;
import galaxy.connections.link.LinkToken;
import galaxy.connections.profile.Profile;
import galaxy.connections.profile.ProfileChange;
import galaxy.connections.profile.ProfileOutcome;
import galaxy.connections.profile.Username;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.IdempotencyKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An operation of a caller, on the service and on the model.
 *
 * @param touched whom it may change
 * @param claimed the username that it needs
 * @param visit what the next visitor does about whatever it left half done
 */
record Operation(
        String text,
        Set<UserRef> touched,
        Optional<Username> claimed,
        Function<ConnectionsFixture.Caller, Object> real,
        Imagined imagined,
        Consumer<ConnectionsFixture.Caller> visit) {
    @FunctionalInterface
    interface Imagined {
        Object in(Model model, Instant now);
    }

    /**
     * The ways in which the service may do it. Until a user who leaves a username has left it altogether, it seems taken to
     * others, and so does the new one.
     *
     * @param others who are being changed at the same time
     */
    List<Function<Model, Object>> ways(List<Instant> times, Set<UserRef> others) {
        List<Function<Model, Object>> ways = new ArrayList<>();
        for (Instant time : times) {
            ways.add(model -> imagined.in(model, time));
        }
        if (!others.isEmpty()) {
            claimed.ifPresent(name -> ways.add(
                    model -> model.wasLeftBy(name, others) ? new ProfileOutcome.UsernameTaken() : "no answer"));
        }
        return ways;
    }

    /** Why events say that something changed: the kind of request, which tells who added a contact. */
    private static Cause cause(String source, String request) {
        return new Cause(source, Optional.empty(), Optional.of(request), Optional.empty());
    }

    static Operation set(UserRef user, ProfileChange change) {
        return new Operation(
                user + " sets " + change,
                Set.of(user),
                change.username(),
                caller -> answer(change, caller.profiles().set(user, change, cause("set", "request-1"))),
                (model, now) -> answer(change, model.set(user, change, now)),
                caller -> caller.store().profiles().settle(user));
    }

    /** What callers are result of the outcome: no more than the part that they set. */
    private static Object answer(ProfileChange change, ProfileOutcome outcome) {
        return switch (outcome) {
            case ProfileOutcome.UsernameTaken taken -> taken;
            case ProfileOutcome.Done(Profile profile) when change.details().isEmpty() -> profile.username();
            case ProfileOutcome.Done(Profile profile)
            when change.username().isEmpty() -> List.of(profile.createdAt(), profile.publicPart());
            case ProfileOutcome.Done(Profile profile) -> profile;
        };
    }

    static Operation add(UserRef owner, UserRef user) {
        return new Operation(
                owner + " adds " + user,
                Set.of(owner),
                Optional.empty(),
                caller -> caller.contacts().add(owner, user, cause("add", "request-1")),
                (model, now) -> model.add(owner, user, now),
                caller -> {});
    }

    static Operation remove(UserRef owner, UserRef user) {
        return new Operation(
                owner + " removes " + user,
                Set.of(owner),
                Optional.empty(),
                caller -> {
                    caller.contacts().remove(owner, user, cause("remove", "request-1"));
                    return "removed";
                },
                (model, now) -> model.remove(owner, user),
                caller -> {});
    }

    /** @param fixture where to look which token was drawn */
    static Operation create(
            ConnectionsFixture fixture, UserRef owner, Optional<Instant> expiresAt, int maxUses, String request) {
        IdempotencyKey id = IdempotencyKey.of(request);
        return new Operation(
                owner + " makes a link by " + request + " for " + maxUses + " until " + expiresAt,
                Set.of(owner),
                Optional.empty(),
                caller -> caller.links().create(owner, expiresAt, maxUses, id, cause("create", request)),
                (model, now) -> model.create(owner, expiresAt, maxUses, id, now, () -> drawn(fixture, owner, id)),
                caller -> {});
    }

    /** The token of the link that a request made. */
    static Optional<LinkToken> drawn(ConnectionsFixture fixture, UserRef owner, IdempotencyKey request) {
        var links = fixture.caller().store().links();
        return links.readOwner(owner, request).made().flatMap(links::find).map(ContactLink::token);
    }

    /** @param linkOwner who is result of it, if it is not the owner's */
    static Operation revoke(UserRef owner, UserRef linkOwner, LinkToken token, String request) {
        LinkId link = LinkId.of(token);
        IdempotencyKey id = IdempotencyKey.of(request);
        return new Operation(
                owner + " revokes " + link + " by " + request,
                both(owner, linkOwner),
                Optional.empty(),
                caller -> caller.links().revoke(owner, link, id, cause("revoke", request)),
                (model, now) -> model.revoke(owner, link, id, now),
                caller -> {});
    }

    static Operation consume(UserRef user, UserRef linkOwner, LinkToken token, String request) {
        LinkId link = LinkId.of(token);
        IdempotencyKey id = IdempotencyKey.of(request);
        return new Operation(
                user + " uses " + link + " by " + request,
                both(user, linkOwner),
                Optional.empty(),
                caller -> caller.links().consume(token, user, id, cause("consume", request)),
                (model, now) -> model.consume(token, user, id, now),
                caller -> {
                    var links = caller.store().links();
                    if (links.read(link, user).flatMap(seen -> seen.use()).isPresent()) {
                        Contact _ = links.settle(link, user);
                    }
                });
    }

    static Operation preview(LinkToken token) {
        return new Operation(
                "a preview of " + LinkId.of(token),
                Set.of(),
                Optional.empty(),
                caller -> caller.links().preview(token),
                (model, now) -> model.preview(token, now),
                caller -> {});
    }

    static Operation lookUp(Username name) {
        return new Operation(
                "a lookup of " + name,
                Set.of(),
                Optional.empty(),
                caller -> caller.profiles().findByUsername(name).map(Profile::userId),
                (model, now) -> model.find(name).map(Profile::userId),
                caller -> {});
    }

    static Operation sweep() {
        return new Operation(
                "the sweeper",
                Set.of(),
                Optional.empty(),
                caller -> {
                    caller.store().work().sweep();
                    return "swept";
                },
                (model, now) -> "swept",
                caller -> {});
    }

    private static Set<UserRef> both(UserRef one, UserRef other) {
        return one.equals(other) ? Set.of(one) : Set.of(one, other);
    }
}
