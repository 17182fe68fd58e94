package galaxy.web.http.link;

import galaxy.chassis.identity.RequestOrigin;
import galaxy.client.Outcome;
import galaxy.client.Outcome.Done;
import galaxy.client.Outcome.Refused;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ContactLink;
import galaxy.client.connections.ContactLinkEvent;
import galaxy.client.connections.LinkId;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserRef;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.web.http.Services;
import galaxy.web.link.LinkState;
import java.time.InstantSource;

/**
 * Replaces a link by a new one. The new one is made first, then the old one is revoked, both under the key of the form: so
 * nothing is lost at 50 live links, and a form that is sent again after a crash between the two finishes what was begun.
 */
final class Rotation {
    private final Services services;
    private final InstantSource clock;

    Rotation(Services services, InstantSource clock) {
        this.services = services;
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface Result {
        record Rotated(LinkId link) implements Result {}

        record Missing() implements Result {}

        record Dead(ContactLink link, LinkState state) implements Result {}

        record TooMany(ContactLink link) implements Result {}
    }

    Result rotate(RequestOrigin request, UserRef owner, LinkId id, IdempotencyKey key) {
        return services.connections(request, connections -> rotate(connections, owner, id, key));
    }

    private Result rotate(ConnectionsClient connections, UserRef owner, LinkId id, IdempotencyKey key) {
        if (!(connections.getContactLink(owner, id) instanceof Done<ContactLink, Refusal>(ContactLink old))) {
            return new Result.Missing();
        }
        LinkState state = LinkState.of(old, clock.instant());
        return switch (state) {
            case LIVE -> replace(connections, old, key);
            case REVOKED ->
                isRevokedBy(connections, old, key) ? replace(connections, old, key) : new Result.Dead(old, state);
            case EXPIRED, USED_UP -> new Result.Dead(old, state);
        };
    }

    /** Makes the new link, or finds the one that was made under this key, and sees to it that the old one is revoked. */
    private Result replace(ConnectionsClient connections, ContactLink old, IdempotencyKey key) {
        Outcome<ContactLink, Refusal> made = connections.createContactLink(
                old.owner(), key, End.of(old.expiresAt()), old.usage().maxUses(), old.label());
        return switch (made) {
            case Done<ContactLink, Refusal>(ContactLink link) -> {
                connections.revokeContactLink(old.owner(), old.id(), key).orElseThrow();
                yield new Result.Rotated(link.id());
            }
            case Refused<ContactLink, Refusal>(Refusal reason, var _) ->
                reason == Refusal.TOO_MANY_LINKS ? new Result.TooMany(old) : new Result.Dead(old, LinkState.EXPIRED);
        };
    }

    private static boolean isRevokedBy(ConnectionsClient connections, ContactLink old, IdempotencyKey key) {
        return connections
                .contactLinkEvents(old.owner(), old.id())
                .anyMatch(event -> event.kind() == ContactLinkEvent.Kind.REVOKED
                        && event.requestId().equals(key.value()));
    }
}
