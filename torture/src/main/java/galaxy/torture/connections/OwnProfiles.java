package galaxy.torture.connections;

import galaxy.contracts.connections.v1.ConnectionsServiceGrpc.ConnectionsServiceBlockingStub;
import galaxy.contracts.connections.v1.GetPublicProfileRequest;
import galaxy.contracts.connections.v1.GetUserProfileRequest;
import galaxy.contracts.connections.v1.GetUsernameRequest;
import galaxy.contracts.connections.v1.LookupPublicProfileRequest;
import galaxy.contracts.connections.v1.LookupUserProfileRequest;
import galaxy.contracts.connections.v1.LookupUsernameRequest;
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

    OwnProfiles(Tools tools, OwnNames names) {
        this.tools = tools;
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
            case 8 -> look(user);
            default -> lookUp(user);
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
        reply.yes().ifPresent(told -> told(user, told, user.profile().learn(told.getUsernameRecord())));
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
        reply.yes().ifPresent(told -> told(user, told, user.profile().learn(told.getPublicProfileRecord())));
    }

    private void whole(OwnUser user, String name, Details details) throws InterruptedException {
        SetUserProfileRequest request = whole(user.id(), spelt(name), details);
        Reply<SetUserProfileResponse> reply = set(
                user,
                user.profile().now().with(name).with(details),
                "SetUserProfile",
                stub -> stub.setUserProfile(request));
        reply.yes().ifPresent(told -> told(user, told, user.profile().learn(told.getUserProfile())));
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
        tools.judge()
                .kept(RULE, reply.refusal().isEmpty(), () -> "%s of %s: %s".formatted(what, user, reply.refusal()));
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
        tools.judge()
                .kept(
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

    private void look(OwnUser user) throws InterruptedException {
        OwnProfile profile = user.profile();
        var whole = tools.caller()
                .read(
                        "GetUserProfile",
                        stub -> stub.getUserProfile(GetUserProfileRequest.newBuilder()
                                .setUserId(user.id())
                                .build()));
        read(
                user,
                whole,
                "PROFILE_NOT_FOUND",
                profile.now().equals(ProfileState.NOTHING),
                told -> profile.learn(told.getUserProfile()));
        var username = tools.caller()
                .read(
                        "GetUsername",
                        stub -> stub.getUsername(GetUsernameRequest.newBuilder()
                                .setUserId(user.id())
                                .build()));
        read(
                user,
                username,
                "USERNAME_NOT_FOUND",
                profile.now().username().isEmpty(),
                told -> profile.learn(told.getUsernameRecord()));
        var shown = tools.caller()
                .read(
                        "GetPublicProfile",
                        stub -> stub.getPublicProfile(GetPublicProfileRequest.newBuilder()
                                .setUserId(user.id())
                                .build()));
        read(
                user,
                shown,
                "PROFILE_NOT_FOUND",
                profile.now().details().isEmpty(),
                told -> profile.learn(told.getPublicProfileRecord()));
    }

    private void lookUp(OwnUser user) throws InterruptedException {
        OwnProfile profile = user.profile();
        Optional<String> name = profile.now().username();
        if (name.isPresent()) {
            String spelt = spelt(name.get());
            var username = tools.caller()
                    .read(
                            "LookupUsername",
                            stub -> stub.lookupUsername(LookupUsernameRequest.newBuilder()
                                    .setUsername(spelt)
                                    .build()));
            read(user, username, "", false, told -> profile.learn(told.getUsernameRecord()));
            var shown = tools.caller()
                    .read(
                            "LookupPublicProfile",
                            stub -> stub.lookupPublicProfile(LookupPublicProfileRequest.newBuilder()
                                    .setUsername(spelt)
                                    .build()));
            read(
                    user,
                    shown,
                    "",
                    false,
                    told -> profile.learn(told.getUsernameRecord())
                            && told.hasPublicProfileRecord()
                                    == profile.now().details().isPresent()
                            && (!told.hasPublicProfileRecord() || profile.learn(told.getPublicProfileRecord())));
            var whole = tools.caller()
                    .read(
                            "LookupUserProfile",
                            stub -> stub.lookupUserProfile(LookupUserProfileRequest.newBuilder()
                                    .setUsername(spelt)
                                    .build()));
            read(user, whole, "", false, told -> profile.learn(told.getUserProfile()));
        }
        if (!names.free().isEmpty()) {
            String old = tools.any(names.free());
            var nobody = tools.caller()
                    .read(
                            "LookupUsername",
                            stub -> stub.lookupUsername(LookupUsernameRequest.newBuilder()
                                    .setUsername(old)
                                    .build()));
            read(user, nobody, "USERNAME_NOT_FOUND", true, told -> false);
        }
    }

    private <A> void read(OwnUser user, Reply<A> reply, String reason, boolean isNothing, Predicate<A> fits) {
        if (!reply.isOpen()) {
            boolean holds = isNothing
                    ? reply.isRefused(reason)
                    : reply.yes().filter(fits).isPresent();
            told(user, reply, holds);
        }
    }

    private void told(OwnUser user, Object told, boolean fits) {
        tools.judge()
                .kept(
                        RULE,
                        fits,
                        () -> "%s: %s but %s"
                                .formatted(user, told, user.profile().now()));
        if (!fits) {
            user.profile().leaveAlone();
        }
    }
}
