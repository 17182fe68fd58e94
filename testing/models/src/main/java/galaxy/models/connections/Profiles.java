package galaxy.models.connections;

import static galaxy.models.connections.Messages.text;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.PublicProfileRecord;
import galaxy.models.connections.Outcome.Event;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The profiles of all users. A username has one user.
 *
 * @param users by username
 * @param claims users by a username that they are about to get
 * @param lastUsers by a username that no user has any more
 */
public record Profiles(
        Map<String, Profile> byUser,
        Map<String, String> users,
        Map<String, String> claims,
        Map<String, String> lastUsers) {
    Profiles() {
        this(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    Profiles copy() {
        return new Profiles(
                new HashMap<>(byUser), new HashMap<>(users), new HashMap<>(claims), new HashMap<>(lastUsers));
    }

    /** As every spelling of a username is stored. */
    public static String canonical(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    /** What a user has set; empty values where nothing is set. */
    public Profile of(String user) {
        return byUser.getOrDefault(user, Profile.none(user));
    }

    public Optional<Profile> find(String user) {
        return Optional.ofNullable(byUser.get(user));
    }

    /** The profile of the user who has a username. */
    public Optional<Profile> named(String username) {
        return Optional.ofNullable(users.get(canonical(username))).map(this::of);
    }

    /** Sets the username, the details, or both. */
    Outcome set(Message request, Instant now) {
        String user = text(request, "user_id");
        Optional<String> name =
                Optional.of(canonical(text(request, "username"))).filter(text -> !text.isEmpty());
        if (name.filter(wanted -> isTaken(wanted, user)).isPresent()) {
            return Outcome.refused("USERNAME_TAKEN");
        }
        Optional<PublicProfileRecord> details = Optional.of(Messages.of(
                        PublicProfileRecord.getDefaultInstance(),
                        user,
                        text(request, "name"),
                        text(request, "avatar_set_id"),
                        text(request, "avatar_asset_id"),
                        text(request, "bio")))
                .filter(any -> !Messages.name(request).equals("SetUsername"));
        Profile before = of(user);
        Profile after = before.with(name, details, now);
        Object value = switch (Messages.name(request)) {
            case "SetUsername" -> after.username();
            case "SetPublicProfile" -> after.details();
            default -> after.whole();
        };
        if (after.equals(before)) {
            return Outcome.read(request, value);
        }
        String operation = before.isEmpty() ? "initialized" : "updated";
        List<Event> events = List.of(new Event("profile", operation, user, user, after.whole()));
        return Outcome.done(Messages.response(request, value), events, () -> put(user, before, after));
    }

    private void put(String user, Profile before, Profile after) {
        byUser.put(user, after);
        before.username().ifPresent(old -> {
            users.remove(old.getUsername());
            lastUsers.put(old.getUsername(), user);
        });
        after.username().ifPresent(name -> {
            claims.remove(name.getUsername());
            users.put(name.getUsername(), user);
        });
    }

    /** Whether a username has another user, or another user is about to get it. */
    public boolean isTaken(String name, String user) {
        return !users.getOrDefault(name, user).equals(user)
                || !claims.getOrDefault(name, user).equals(user);
    }

    /** The first step of a change of a username: others cannot take it, but no user has it yet. */
    public void claim(String name, String user) {
        if (!user.equals(users.get(name))) {
            claims.put(name, user);
        }
    }

    /** Whether a user has a username, or is about to get it. */
    public boolean hasClaimed(String name, String user) {
        return user.equals(users.get(name)) || user.equals(claims.get(name));
    }

    /** Whether one of these users was the last to have a username, and has another now. */
    public boolean wasLeftBy(Set<String> those, String name) {
        return !users.containsKey(name) && those.contains(lastUsers.getOrDefault(name, ""));
    }
}
