package galaxy.models.connections;

import static galaxy.models.connections.Messages.instant;
import static galaxy.models.connections.Messages.untimed;

import com.google.protobuf.Timestamp;
import galaxy.contracts.connections.v1.PublicProfileRecord;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.contracts.connections.v1.UsernameRecord;
import java.time.Instant;
import java.util.Optional;

/** What a user has set: all of it, the username with its times, and the details with theirs. */
public record Profile(UserProfile whole, Optional<UsernameRecord> username, Optional<PublicProfileRecord> details) {
    static Profile none(String user) {
        return new Profile(Messages.of(UserProfile.getDefaultInstance(), user), Optional.empty(), Optional.empty());
    }

    boolean isEmpty() {
        return username.isEmpty() && details.isEmpty();
    }

    /** Sets some of it. What stays the same keeps its times. */
    Profile with(Optional<String> newName, Optional<PublicProfileRecord> newDetails, Instant at) {
        Instant now = instant(whole.getUpdatedAt()).isAfter(at) ? instant(whole.getUpdatedAt()) : at;
        Timestamp created = isEmpty() ? Messages.timestamp(now) : whole.getCreatedAt();
        String user = whole.getUserId();
        var name = newName.filter(wanted -> !wanted.equals(whole.getUsername()))
                .map(wanted -> Messages.of(
                        UsernameRecord.getDefaultInstance(),
                        user,
                        wanted,
                        username.map(UsernameRecord::getCreatedAt).orElse(Messages.timestamp(now)),
                        now))
                .or(() -> username);
        var shown = newDetails
                .map(wanted -> Messages.of(
                        wanted,
                        user,
                        wanted.getName(),
                        wanted.getAvatarSetId(),
                        wanted.getAvatarAssetId(),
                        wanted.getBio(),
                        created,
                        now))
                .filter(wanted -> details.filter(known -> untimed(known).equals(untimed(wanted)))
                        .isEmpty())
                .or(() -> details);
        UserProfile all = Messages.of(
                whole,
                user,
                name.map(UsernameRecord::getUsername),
                shown.map(PublicProfileRecord::getName),
                shown.map(PublicProfileRecord::getAvatarSetId),
                shown.map(PublicProfileRecord::getAvatarAssetId),
                shown.map(PublicProfileRecord::getBio),
                created,
                now);
        return name.equals(username) && shown.equals(details) ? this : new Profile(all, name, shown);
    }
}
