package galaxy.connections.grpc;

import com.google.protobuf.Message;
import galaxy.connections.contact.Contact;
import galaxy.connections.link.ContactLink;
import galaxy.connections.link.LinkEvent;
import galaxy.connections.link.LinkOutcome;
import galaxy.connections.link.LinkRefusal;
import galaxy.connections.profile.Profile;
import galaxy.connections.profile.ProfileOutcome;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome.Result;
import galaxy.models.connections.Outcome.Result.Done;
import galaxy.models.connections.Outcome.Result.Refused;
import galaxy.models.connections.Profiles;
import java.util.Optional;
import java.util.function.Function;

/** Values and results of the service as its model has them. */
public final class Encoded {
    private Encoded() {}

    public static Profiles.Profile profile(Profile profile) {
        return new Profiles.Profile(
                Encode.profile(profile),
                profile.username().map(held -> Encode.username(profile.userId(), held)),
                profile.publicPart().map(part -> Encode.publicProfile(profile, part)));
    }

    public static galaxy.contracts.connections.v1.Contact contact(Contact contact) {
        return Encode.contact(contact);
    }

    public static galaxy.contracts.connections.v1.ContactLink link(ContactLink link) {
        return Encode.link(link);
    }

    public static galaxy.contracts.connections.v1.ContactLinkEvent event(LinkEvent event) {
        return Encode.event(event);
    }

    /** The result of a request that sets some of a profile: only what the request sets. */
    public static Result profile(Message request, ProfileOutcome outcome) {
        return switch (outcome) {
            case ProfileOutcome.UsernameTaken _ -> new Refused("USERNAME_TAKEN");
            case ProfileOutcome.Done(Profile profile) -> {
                var encoded = profile(profile);
                Optional<?> value = switch (Messages.name(request)) {
                    case "SetUsername" -> encoded.username();
                    case "SetPublicProfile" -> encoded.details();
                    default -> Optional.of(encoded.whole());
                };
                yield new Done(Messages.response(request, value));
            }
        };
    }

    public static <T> Result link(LinkOutcome<T> outcome, Function<T, Message> response) {
        return switch (outcome) {
            case LinkOutcome.Done<T>(T value) -> new Done(response.apply(value));
            case LinkOutcome.Refused<T>(LinkRefusal why) ->
                new Refused(why == LinkRefusal.EXPIRES_IN_THE_PAST ? "INVALID_LINK" : why.name());
        };
    }
}
