package galaxy.app.cli.demo;

import galaxy.client.Outcome;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ContactLink;
import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.UserId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives users usernames, public profiles, contacts and contact links. What a user has of a kind stays as it is. */
final class FillConnections {
    private final ConnectionsClient client;
    private final DemoProfiles profiles;
    private final Map<Integer, UserId> users;
    private final Tally tally;

    /** @param users by their numbers; those that are missing are left out */
    FillConnections(ConnectionsClient client, DemoProfiles profiles, Map<Integer, UserId> users, Tally tally) {
        this.client = client;
        this.profiles = profiles;
        this.users = users;
        this.tally = tally;
    }

    /** Username, profile and contacts of a user. */
    void profile(int number) {
        user(number).ifPresent(user -> {
            DemoProfiles.Person person = profiles.person(number);
            person.username().ifPresent(username -> profile(user, username, person.details()));
            if (!person.contacts().isEmpty() && client.contacts(user).findAny().isEmpty()) {
                person.contacts().stream()
                        .flatMap(contact -> user(contact).stream())
                        .forEach(contact -> tally.count(client.addContact(user, contact), "contacts"));
            }
        });
    }

    private void profile(UserRef user, Username username, Optional<ProfileDetails> details) {
        Optional<UserProfile> before = switch (client.getUserProfile(user)) {
            case Outcome.Done<UserProfile, Refusal>(UserProfile profile) -> Optional.of(profile);
            case Outcome.Refused<UserProfile, Refusal> _ -> Optional.empty();
        };
        if (before.flatMap(UserProfile::username).isEmpty()) {
            tally.count(client.setUsername(user, username), "usernames");
        }
        if (before.map(profile -> profile.details().name()).orElse("").isEmpty()) {
            details.ifPresent(each -> tally.count(client.setPublicProfile(user, each), "public profiles"));
        }
    }

    /** The contact links of a user, and their uses by others. */
    void links(int number) {
        user(number).ifPresent(owner -> {
            var links = profiles.person(number).links();
            if (!links.isEmpty()) {
                Set<String> before =
                        client.contactLinks(owner).map(ContactLink::label).collect(Collectors.toSet());
                links.stream().filter(link -> !before.contains(link.label())).forEach(link -> link(owner, link));
            }
        });
    }

    private void link(UserRef owner, DemoProfiles.Link link) {
        String key = "demo " + link.label().toLowerCase(Locale.ROOT);
        var outcome = client.createContactLink(owner, key(key), link.end(), link.maxUses(), link.label());
        tally.count(outcome, "contact links");
        if (outcome instanceof Outcome.Done<ContactLink, Refusal>(ContactLink made)) {
            link.usedBy().stream()
                    .flatMap(other -> user(other).stream())
                    .forEach(other -> tally.count(
                            client.consumeContactLink(made.token(), other, key(key)), "uses of contact links"));
            if (link.isRevoked()) {
                tally.count(client.revokeContactLink(owner, made.id(), key(key)), "revoked contact links");
            }
        }
    }

    private static IdempotencyKey key(String text) {
        return IdempotencyKey.of(text.replace(' ', '-'));
    }

    private Optional<UserRef> user(int number) {
        return Optional.ofNullable(users.get(number)).map(UserRef::of);
    }
}
