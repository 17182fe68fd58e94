package galaxy.torture.connections;

import galaxy.contracts.connections.v1.ConnectionsServiceGrpc.ConnectionsServiceBlockingStub;
import galaxy.contracts.connections.v1.SetPublicProfileRequest;
import galaxy.contracts.connections.v1.SetPublicProfileResponse;
import galaxy.contracts.connections.v1.SetUserProfileRequest;
import galaxy.contracts.connections.v1.SetUserProfileResponse;
import galaxy.contracts.connections.v1.SetUsernameRequest;
import galaxy.contracts.connections.v1.SetUsernameResponse;
import galaxy.torture.connections.Own.OwnNames;
import galaxy.torture.connections.Own.Tools;
import galaxy.torture.connections.ProfileState.Details;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Usernames and profiles of a client's own users. */
final class OwnProfiles {
    static final String RULE = "a username or profile is told as it was set last";
    static final String TAKEN = "a username of another user is refused";

    private static final List<String> AVATARS = List.of("", "captain", "ace", "fox");

    private final Tools tools;
    private final OwnNames names;
    private final OwnLooks looks;

    OwnProfiles(Tools tools, OwnNames names) {
        this.tools = tools;
        this.looks = new OwnLooks(tools);
        this.names = names;
    }

    void act(OwnUser user, List<OwnUser> circle) throws InterruptedException {
        if (!user.profile().isClear()) {
            return;
        }
        ProfileState now = user.profile().now();
        switch (tools.random().nextInt(10)) {
            case 0, 1 -> username(user, names.draw());
            case 2 -> username(user, now.username().orElseGet(names::draw));
            case 3, 4 -> shown(user, details());
            case 5 -> whole(user, names.draw(), details());
            case 6 ->
                whole(user, now.username().orElseGet(names::draw), now.details().orElseGet(this::details));
            case 7 -> taken(user, circle);
            case 8 -> looks.look(user);
            default -> {
                String spelt = now.username().map(this::spelt).orElse("");
                Optional<String> old = names.free().isEmpty() ? Optional.empty() : Optional.of(tools.any(names.free()));
                looks.lookUp(user, spelt, old);
            }
        }
    }

    private Details details() {
        String asset = tools.any(AVATARS);
        return new Details(
                "Pilot " + tools.random().nextInt(1000),
                asset.isEmpty() ? "" : "pilots",
                asset,
                tools.random().nextBoolean()
                        ? ""
                        : "Flies „at night“ " + tools.random().nextInt(1000));
    }

    /** In some other spelling of the same. */
    private String spelt(String name) {
        return tools.random().nextBoolean() ? name : " " + name.toUpperCase(Locale.ROOT) + " ";
    }

    private void username(OwnUser user, String name) throws InterruptedException {
        Reply<SetUsernameResponse> reply = set(
                user,
                user.profile().now().with(name),
                "SetUsername",
                stub -> stub.setUsername(SetUsernameRequest.newBuilder()
                        .setUserId(user.id())
                        .setUsername(spelt(name))
                        .build()));
        reply.yes().ifPresent(told -> looks.told(user, told, user.profile().learn(told.getUsernameRecord())));
    }

    private void shown(OwnUser user, Details details) throws InterruptedException {
        Reply<SetPublicProfileResponse> reply = set(
                user,
                user.profile().now().with(details),
                "SetPublicProfile",
                stub -> stub.setPublicProfile(SetPublicProfileRequest.newBuilder()
                        .setUserId(user.id())
                        .setName(details.name())
                        .setAvatarSetId(details.avatarSet())
                        .setAvatarAssetId(details.avatarAsset())
                        .setBio(details.bio())
                        .build()));
        reply.yes().ifPresent(told -> looks.told(user, told, user.profile().learn(told.getPublicProfileRecord())));
    }

    private void whole(OwnUser user, String name, Details details) throws InterruptedException {
        SetUserProfileRequest request = whole(user.id(), spelt(name), details);
        Reply<SetUserProfileResponse> reply = set(
                user,
                user.profile().now().with(name).with(details),
                "SetUserProfile",
                stub -> stub.setUserProfile(request));
        reply.yes().ifPresent(told -> looks.told(user, told, user.profile().learn(told.getUserProfile())));
    }

    private static SetUserProfileRequest whole(String user, String name, Details details) {
        return SetUserProfileRequest.newBuilder()
                .setUserId(user)
                .setUsername(name)
                .setName(details.name())
                .setAvatarSetId(details.avatarSet())
                .setAvatarAssetId(details.avatarAsset())
                .setBio(details.bio())
                .build();
    }

    private <A> Reply<A> set(
            OwnUser user, ProfileState next, String what, Function<ConnectionsServiceBlockingStub, A> call)
            throws InterruptedException {
        OwnProfile profile = user.profile();
        ProfileState before = profile.now();
        boolean changes = !next.equals(before);
        Reply<A> reply = tools.caller().send(tools.caller().draw(), what, changes, call);
        if (changes) {
            tools.announcements()
                    .expect(
                            reply.request(),
                            reply.yes().isPresent() ? Announcements.PROFILE : Announcements.PROFILE.perhaps(1));
        }
        tools.findings()
                .checkRecorded(
                        RULE, reply.refusal().isEmpty(), () -> "%s of %s: %s".formatted(what, user, reply.refusal()));
        if (reply.yes().isPresent()) {
            profile.become(next);
            before.username()
                    .filter(old -> !next.username().equals(before.username()))
                    .ifPresent(names::free);
        } else {
            profile.perhaps(next);
            before.username().ifPresent(names::burn);
            next.username().ifPresent(names::burn);
        }
        if (reply.mayGoOn()) {
            profile.leaveAlone();
            before.username().ifPresent(names::burn);
            next.username().ifPresent(names::burn);
        }
        return reply;
    }

    /** Nothing of it may happen while another has the name. */
    private void taken(OwnUser user, List<OwnUser> circle) throws InterruptedException {
        Optional<String> name =
                holder(user, circle).flatMap(other -> other.profile().now().username());
        if (name.isEmpty()) {
            return;
        }
        Details details = details();
        boolean isWhole = tools.random().nextBoolean();
        Reply<?> reply = tools.caller()
                .send(
                        tools.caller().draw(),
                        isWhole ? "SetUserProfile" : "SetUsername",
                        false,
                        stub -> isWhole
                                ? stub.setUserProfile(whole(user.id(), name.get(), details))
                                : stub.setUsername(SetUsernameRequest.newBuilder()
                                        .setUserId(user.id())
                                        .setUsername(name.get())
                                        .build()));
        tools.findings()
                .checkRecorded(
                        TAKEN,
                        reply.isOpen() || reply.isRefused("USERNAME_TAKEN"),
                        () -> "%s wants %s: %s".formatted(user, name.get(), reply.told()));
        if (!reply.isRefused("USERNAME_TAKEN") || reply.mayGoOn()) {
            ProfileState next = user.profile().now().with(name.get());
            user.profile().perhaps(isWhole ? next.with(details) : next);
            names.burn(name.get());
            tools.announcements().expect(reply.request(), Announcements.PROFILE.perhaps(1));
        }
    }

    private Optional<OwnUser> holder(OwnUser user, List<OwnUser> circle) {
        Predicate<OwnUser> hasName = other -> other != user
                && other.profile().isClear()
                && other.profile().now().username().isPresent();
        return circle.stream().filter(hasName).findAny();
    }
}
