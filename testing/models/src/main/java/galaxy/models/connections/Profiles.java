package galaxy.models.connections;

import static galaxy.models.connections.Messages.filled;
import static galaxy.models.connections.Messages.instant;
import static galaxy.models.connections.Messages.text;
import static galaxy.models.connections.Messages.untimed;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import galaxy.contracts.connections.v1.PublicProfileRecord;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.contracts.connections.v1.UsernameRecord;
import galaxy.models.connections.Outcome.Event;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The profiles of all users, and users by a username that they are about to get. A username has one user. */
public record Profiles(Map<String, Profile> byUser, Map<String, String> claims) {
    /** What a user has set: all of it, the username with its times, and the details with theirs. */
    public record Profile(UserProfile whole, Optional<UsernameRecord> username, Optional<PublicProfileRecord> details) {
        private boolean isCalled(String name) {
            return whole.getUsername().equals(name);
        }

        /** Sets it to this. What stays the same keeps its times. */
        private Profile with(UserProfile.Builder wanted, Instant at) {
            if (wanted.build().equals(whole)) {
                return this;
            }
            Timestamp now =
                    Messages.timestamp(instant(whole.getUpdatedAt()).isAfter(at) ? instant(whole.getUpdatedAt()) : at);
            UserProfile all = wanted.setCreatedAt(whole.hasCreatedAt() ? whole.getCreatedAt() : now)
                    .setUpdatedAt(now)
                    .build();
            UsernameRecord name = filled(all, UsernameRecord.newBuilder())
                    .setCreatedAt(username.map(UsernameRecord::getCreatedAt).orElse(now))
                    .build();
            PublicProfileRecord shown =
                    filled(all, PublicProfileRecord.newBuilder()).build();
            boolean isShownAlready = all.getName().isEmpty()
                    || details.filter(known -> untimed(known).equals(untimed(shown)))
                            .isPresent();
            return new Profile(
                    all,
                    isCalled(name.getUsername()) ? username : Optional.of(name),
                    isShownAlready ? details : Optional.of(shown));
        }
    }

    public Profiles {
        byUser = new HashMap<>(byUser);
        claims = new HashMap<>(claims);
    }

    /** As every spelling of a username is stored. */
    private static String canonical(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    /** What a user has set; empty values where nothing is set. */
    public Profile of(String user) {
        UserProfile none = Messages.of(UserProfile.getDefaultInstance(), user);
        return find(user).orElse(new Profile(none, Optional.empty(), Optional.empty()));
    }

    public Optional<Profile> find(String user) {
        return Optional.ofNullable(byUser.get(user));
    }

    /** The profile of the user who has a username. */
    public Optional<Profile> named(String username) {
        String name = canonical(username);
        return byUser.values().stream()
                .filter(profile -> !name.isEmpty() && profile.isCalled(name))
                .findFirst();
    }

    /** Sets the username, the details, or both. */
    Outcome set(Message request, Instant now) {
        String user = text(request, "user_id");
        Profile before = of(user);
        UserProfile.Builder wanted = filled(request, before.whole().toBuilder());
        wanted.setUsername(canonical(wanted.getUsername()));
        if (isTaken(wanted.getUsername(), user)) {
            return Outcome.refused("USERNAME_TAKEN");
        }
        Profile after = before.with(wanted, now);
        Object value = switch (Messages.name(request)) {
            case "SetUsername" -> after.username();
            case "SetPublicProfile" -> after.details();
            default -> after.whole();
        };
        if (after.equals(before)) {
            return Outcome.read(request, value);
        }
        String operation = before.whole().hasCreatedAt() ? "updated" : "initialized";
        List<Event> events = List.of(new Event("profile", operation, user, user, after.whole()));
        return Outcome.done(Messages.response(request, value), events, () -> {
            byUser.put(user, after);
            claims.remove(after.whole().getUsername());
        });
    }

    /** Whether a username has another user, or another user is about to get it. */
    public boolean isTaken(String name, String user) {
        String owner = named(name).map(profile -> profile.whole().getUserId()).orElse(user);
        return !owner.equals(user) || !claims.getOrDefault(name, user).equals(user);
    }

    /** The first step of a change of a username: others cannot take it, but no user has it yet. */
    public void claim(String name, String user) {
        if (!of(user).isCalled(name)) {
            claims.put(name, user);
        }
    }

    /** Whether a user has a username, or is about to get it. */
    public boolean hasClaimed(String name, String user) {
        return of(user).isCalled(name) || user.equals(claims.get(name));
    }
}
