package galaxy.connections.store;

import static galaxy.models.connections.Messages.request;
import static galaxy.models.connections.Messages.response;

import com.google.protobuf.Message;
import galaxy.connections.grpc.Encoded;
import galaxy.connections.link.LinkId;
import galaxy.connections.link.LinkLabel;
import galaxy.connections.link.LinkToken;
import galaxy.connections.link.NewLink;
import galaxy.connections.profile.Avatar;
import galaxy.connections.profile.ProfileChange;
import galaxy.connections.profile.PublicDetails;
import galaxy.connections.profile.Username;
import galaxy.connections.user.UserRef;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.kernel.Cause;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome.Result;
import galaxy.models.connections.Outcome.Result.Done;
import galaxy.models.connections.Outcome.Result.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An operation of a caller, on the service and on the model.
 *
 * @param touched the users whom it may change
 * @param claimed the username that it needs
 * @param next what the next reader does about what was left between two steps
 */
record Operation(
        String text,
        Set<UserRef> touched,
        Optional<Username> claimed,
        Function<ConnectionsFixture.Caller, Object> real,
        Imagined imagined,
        Consumer<ConnectionsFixture.Caller> next) {
    /** The operation on the model. */
    @FunctionalInterface
    interface Imagined {
        Object in(ModelWithEvents model, Instant now);
    }

    /** An operation that is a request. */
    private static Operation of(
            Message request, Set<UserRef> touched, Function<ConnectionsFixture.Caller, Result> real) {
        Imagined imagined = (model, now) -> model.serve(request, now, Optional::empty);
        return new Operation(request.toString(), touched, Optional.empty(), real::apply, imagined, caller -> {});
    }

    /**
     * The ways in which the service may do it. Until a change of a username is complete, the old name and the new one are
     * taken for other users.
     *
     * @param others who are being changed at the same time
     */
    List<Function<ModelWithEvents, Object>> ways(List<Instant> times, Set<UserRef> others) {
        List<Function<ModelWithEvents, Object>> ways = new ArrayList<>();
        times.forEach(time -> ways.add(model -> imagined.in(model, time)));
        Set<String> ids = others.stream().map(UserRef::value).collect(Collectors.toSet());
        if (!others.isEmpty()) {
            claimed.ifPresent(name -> ways.add(
                    model -> model.wasLeftBy(ids, name.value()) ? new Refused("USERNAME_TAKEN") : "no result"));
        }
        return ways;
    }

    /** Events name the kind of request, which tells who added a contact. */
    private static Cause cause(String source, String request) {
        return new Cause(source, Optional.empty(), Optional.of(request), Optional.empty());
    }

    static Operation set(UserRef user, ProfileChange change) {
        Message request = settingOf(change, user);
        return new Operation(
                request.toString(),
                Set.of(user),
                change.username(),
                caller -> Encoded.profile(request, caller.profiles().set(user, change, cause("set", "request-1"))),
                (model, now) -> model.serve(request, now, Optional::empty),
                caller -> caller.store().profiles().settle(user));
    }

    private static Message settingOf(ProfileChange change, UserRef user) {
        Optional<Avatar> avatar = change.details().flatMap(PublicDetails::avatar);
        Stream<Object> details = change.details().stream()
                .flatMap(known -> Stream.of(
                        known.name().value(),
                        avatar.map(Avatar::setId),
                        avatar.map(Avatar::assetId),
                        known.bio().value()));
        Stream<Object> name = change.username().map(Username::value).stream().map(Object.class::cast);
        String method = change.details().isEmpty()
                ? "SetUsername"
                : change.username().isEmpty() ? "SetPublicProfile" : "SetUserProfile";
        return Messages.request(
                method,
                Stream.concat(Stream.concat(Stream.of(user.value()), name), details)
                        .toArray());
    }

    static Operation add(UserRef owner, UserRef user) {
        Message request = request("AddContact", owner.value(), user.value());
        return of(
                request,
                Set.of(owner),
                caller -> new Done(response(
                        request, Encoded.contact(caller.contacts().add(owner, user, cause("add", "request-1"))))));
    }

    static Operation remove(UserRef owner, UserRef user) {
        Message request = request("RemoveContact", owner.value(), user.value());
        return of(request, Set.of(owner), caller -> {
            caller.contacts().remove(owner, user, cause("remove", "request-1"));
            return new Done(response(request));
        });
    }

    /** @param fixture where to look which link was drawn */
    static Operation create(
            ConnectionsFixture fixture, UserRef owner, Optional<Instant> expiresAt, int maxUses, String by) {
        return create(fixture, owner, expiresAt, new NewLink(End.of(expiresAt), maxUses, LinkLabel.NONE), by);
    }

    /** @param expiresAt the end of the wanted link */
    static Operation create(
            ConnectionsFixture fixture, UserRef owner, Optional<Instant> expiresAt, NewLink wanted, String by) {
        IdempotencyKey id = IdempotencyKey.of(by);
        Message request = request(
                "CreateContactLink",
                owner.value(),
                by,
                expiresAt,
                wanted.maxUses(),
                Optional.empty(),
                wanted.label().value());
        return new Operation(
                request.toString(),
                Set.of(owner),
                Optional.empty(),
                caller -> Encoded.link(
                        caller.links().create(owner, wanted, id, cause("create", by)),
                        link -> response(request, Encoded.link(link))),
                (model, now) -> model.serve(request, now, () -> drawn(fixture, owner, id)),
                caller -> {});
    }

    /** The link that a request created. */
    static Optional<ContactLink> drawn(ConnectionsFixture fixture, UserRef owner, IdempotencyKey by) {
        var links = fixture.caller().store().links();
        return links.readOwner(owner, by).made().flatMap(links::find).map(Encoded::link);
    }

    /** @param linkOwner who is affected, if it is not the owner's */
    static Operation revoke(UserRef owner, UserRef linkOwner, LinkToken token, String by) {
        LinkId link = LinkId.of(token);
        Message request = request("RevokeContactLink", owner.value(), link.value(), by);
        return of(
                request,
                both(owner, linkOwner),
                caller -> Encoded.link(
                        caller.links().revoke(owner, link, IdempotencyKey.of(by), cause("revoke", by)),
                        revoked -> response(request, Encoded.link(revoked))));
    }

    static Operation consume(UserRef user, UserRef linkOwner, LinkToken token, String by) {
        LinkId link = LinkId.of(token);
        Message request = request("ConsumeContactLink", token.value(), user.value(), by);
        Operation operation = of(
                request,
                both(user, linkOwner),
                caller -> Encoded.link(
                        caller.links().consume(token, user, IdempotencyKey.of(by), cause("consume", by)),
                        contact -> response(request, Encoded.contact(contact))));
        return new Operation(
                operation.text, operation.touched, operation.claimed, operation.real, operation.imagined, caller -> {
                    var links = caller.store().links();
                    if (links.read(link, user).flatMap(seen -> seen.use()).isPresent()) {
                        var _ = links.settle(link, user);
                    }
                });
    }

    /** Returns the link. */
    static Operation preview(LinkToken token) {
        Message request = request("PreviewContactLink", token.value());
        return new Operation(
                request.toString(),
                Set.of(),
                Optional.empty(),
                caller -> Encoded.link(caller.links().preview(token), Encoded::link),
                (model, now) -> switch (model.serve(request, now, Optional::empty)) {
                    case Refused refused -> refused;
                    case Done _ ->
                        new Done(model.service().links().byToken(token.value()).orElseThrow());
                },
                caller -> {});
    }

    /** Returns the user. */
    static Operation lookUp(Username name) {
        return new Operation(
                "a lookup of " + name,
                Set.of(),
                Optional.empty(),
                caller -> caller.profiles().findByUsername(name).map(Encoded::profile),
                (model, now) -> model.service().profiles().named(name.value()),
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
