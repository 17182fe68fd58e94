package galaxy.torture.connections;

import galaxy.contracts.connections.v1.GetPublicProfileRequest;
import galaxy.contracts.connections.v1.GetUserProfileRequest;
import galaxy.contracts.connections.v1.GetUsernameRequest;
import galaxy.contracts.connections.v1.LookupPublicProfileRequest;
import galaxy.contracts.connections.v1.LookupUserProfileRequest;
import galaxy.contracts.connections.v1.LookupUsernameRequest;
import galaxy.torture.connections.Own.Tools;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads of the profiles of a client's own users, by user and by username. */
final class OwnLooks {
    private final Tools tools;

    OwnLooks(Tools tools) {
        this.tools = tools;
    }

    void look(OwnUser user) throws InterruptedException {
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

    /**
     * Looks a user up.
     *
     * @param spelt the username in some spelling, empty for none
     * @param old a username that nobody has any more
     */
    void lookUp(OwnUser user, String spelt, Optional<String> old) throws InterruptedException {
        OwnProfile profile = user.profile();
        if (!spelt.isEmpty()) {
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
        if (old.isPresent()) {
            var nobody = tools.caller()
                    .read(
                            "LookupUsername",
                            stub -> stub.lookupUsername(LookupUsernameRequest.newBuilder()
                                    .setUsername(old.get())
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

    /** Something that was told fits what is known, or not. */
    void told(OwnUser user, Object told, boolean fits) {
        tools.findings()
                .checkRecorded(
                        OwnProfiles.RULE,
                        fits,
                        () -> "%s: %s but %s"
                                .formatted(user, told, user.profile().now()));
        if (!fits) {
            user.profile().leaveAlone();
        }
    }
}
