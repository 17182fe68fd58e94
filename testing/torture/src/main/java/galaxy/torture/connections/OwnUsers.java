package galaxy.torture.connections;

import static galaxy.models.connections.Messages.request;
import static galaxy.models.connections.Messages.text;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.ContactLinkEvent.Kind;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.models.connections.ConnectionsModel;
import galaxy.models.connections.Profiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One client's own users: a few at a time, each for a while. Every result is known beforehand. Not thread-safe. */
final class OwnUsers {
    private static final int AT_ONCE = 4;
    private static final int REQUESTS_OF_A_USER = 120;
    private static final int FEW_LINKS = 12;
    private static final int MOST_LIVE = 50;
    private static final Optional<Instant> NEVER = Optional.empty();
    private static final List<Integer> SIZES = List.of(1, 3, 7, 50, 1000);
    private static final List<String> AVATARS = List.of("", "captain", "ace", "fox");

    /** Ids of no user; connections does not know the users. */
    private static final List<String> FRIENDS = IntStream.range(0, 24)
            .mapToObj(i -> "fri:end|ö {%d}%%".formatted(i))
            .toList();

    private final Client client;
    private final Knowledge known;
    private final ConnectionsModel model;
    private final String prefix;
    private final List<String> active = new ArrayList<>();
    private final List<String> freeNames = new ArrayList<>();

    /** Usernames that may change later. */
    private final Set<String> uncertainNames = new HashSet<>();

    private int requests;

    OwnUsers(Client client, Knowledge known, String run) {
        this.client = client;
        this.known = known;
        this.model = known.model;
        this.prefix = run + "-" + client.number + "-";
    }

    /** One of the things that users do. */
    void act() throws InterruptedException {
        if (active.size() < AT_ONCE) {
            active.add(newUser());
        }
        if (++requests % (REQUESTS_OF_A_USER / AT_ONCE) == 0) {
            active.set(requests / (REQUESTS_OF_A_USER / AT_ONCE) % active.size(), newUser());
        }
        String user = any(active);
        int kind = client.below(100);
        if (kind < 35) {
            profile(user, model.profiles().of(user).whole());
        } else if (kind < 60) {
            contact(user, client.choices.percent(25) ? any(active) : any(FRIENDS));
        } else if (kind < 92) {
            link(user);
        } else if (client.below(60) == 0) {
            fillUp(newUser());
        } else {
            InvalidRequests.send(client, user);
        }
    }

    private String newUser() {
        int number = known.users.size();
        String user = "own-" + prefix + number + (number % 5 == 0 ? " ä:|{1}%" : "");
        known.users.add(user);
        return user;
    }

    private void profile(String user, UserProfile now) throws InterruptedException {
        int kind = client.below(10);
        String name = kind < 2 || kind == 5 || now.getUsername().isEmpty() ? newName() : now.getUsername();
        UserProfile wanted = kind == 6 && !now.getName().isEmpty() ? now : anyDetails();
        switch (kind) {
            case 0, 1, 2 -> set("SetUsername", user, spelt(name));
            case 3, 4 -> set("SetPublicProfile", values(wanted, user));
            case 5, 6 -> set("SetUserProfile", values(wanted, user, spelt(name)));
            case 7 -> taken(user);
            case 8 -> {
                send("GetUserProfile", user);
                send("GetUsername", user);
                send("GetPublicProfile", user);
            }
            default -> lookUp(now.getUsername());
        }
    }

    private UserProfile anyDetails() {
        String avatar = any(AVATARS);
        UserProfile.Builder details = UserProfile.newBuilder().setName("Pilot " + client.below(1000));
        details.setAvatarSetId(avatar.isEmpty() ? "" : "pilots").setAvatarAssetId(avatar);
        return details.setBio(client.below(2) == 0 ? "" : "Flies „at night“ " + client.below(1000))
                .build();
    }

    private static Object[] values(UserProfile details, String... first) {
        Stream<String> more =
                Stream.of(details.getName(), details.getAvatarSetId(), details.getAvatarAssetId(), details.getBio());
        return Stream.concat(Stream.of(first), more).toArray();
    }

    private void lookUp(String name) throws InterruptedException {
        if (!name.isEmpty()) {
            send("LookupUsername", spelt(name));
            send("LookupPublicProfile", spelt(name));
            send("LookupUserProfile", spelt(name));
        }
        if (!freeNames.isEmpty()) {
            send("LookupUsername", any(freeNames));
        }
    }

    /** A new username, or one that a user had. */
    private String newName() {
        return freeNames.isEmpty() || client.choices.percent(50)
                ? "n" + prefix.replace('-', '.') + requests
                : freeNames.get(client.below(freeNames.size()));
    }

    /** In some spelling. */
    private String spelt(String name) {
        return client.choices.percent(50) ? name : " " + name.toUpperCase(Locale.ROOT) + " ";
    }

    private void set(String method, Object... values) throws InterruptedException {
        Message request = request(method, values);
        String user = text(request, "user_id");
        String wanted = Profiles.canonical(text(request, "username"));
        String before = model.profiles().of(user).whole().getUsername();
        if (!uncertainNames.contains(wanted)) {
            send(method, values);
        }
        if (!known.isCertain(Thing.profile(user))) {
            uncertainNames.addAll(List.of(before, wanted));
        }
        freeNames.add(before);
        freeNames.removeIf(name -> name.isEmpty()
                || uncertainNames.contains(name)
                || model.profiles().named(name).isPresent());
    }

    /** Nothing of a request for another user's username is done. */
    private void taken(String user) throws InterruptedException {
        String other = any(active);
        String name = model.profiles().of(other).whole().getUsername();
        if (!other.equals(user) && known.isCertain(Thing.profile(other)) && !name.isEmpty()) {
            set("SetUserProfile", user, name, "Pilot");
            set("SetUsername", user, name);
        }
    }

    private void contact(String user, String other) throws InterruptedException {
        int kind = client.below(10);
        if (kind == 9) {
            Optional<List<Contact>> contacts = client.walk(any(SIZES), "ListContacts", user);
            contacts.ifPresent(all -> OwnRules.checkContacts(known, user, all, client.shared.findings()));
        } else if (!other.equals(user)) {
            send(kind < 6 ? "AddContact" : "RemoveContact", user, other);
        }
    }

    private void link(String user) throws InterruptedException {
        List<ContactLink> links = model.links().of(user);
        List<ContactLink> certain =
                links.stream().filter(link -> known.isCertain(Thing.link(link))).toList();
        if (certain.isEmpty() || (links.size() < FEW_LINKS && client.below(6) == 0)) {
            create(user);
            return;
        }
        ContactLink link = any(certain);
        List<ContactLinkEvent> events = model.links().events(link.getLinkId());
        switch (client.below(20)) {
            case 0 -> send("CreateContactLink", user, events.getFirst().getRequestId(), NEVER, 7);
            case 1, 2, 3 -> revoke(link);
            case 4, 5 -> send("PreviewContactLink", link.getToken());
            case 6 -> {
                Optional<List<ContactLink>> listed = client.walk(any(SIZES), "ListContactLinks", user);
                listed.ifPresent(all -> OwnRules.checkLinks(known, user, all, client.shared.findings()));
            }
            case 7 -> {
                Optional<List<ContactLinkEvent>> listed =
                        client.walk(any(SIZES), "ListContactLinkEvents", user, link.getLinkId());
                listed.ifPresent(all -> OwnRules.checkEvents(known, link, all, client.shared.findings()));
            }
            default -> use(link, any(active));
        }
    }

    private void create(String user) throws InterruptedException {
        boolean isShort = client.below(6) == 0;
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        Instant end = now.plusMillis(isShort ? 2000 + client.below(3000) : 86_400_000);
        Optional<Instant> expiresAt = Optional.of(end).filter(any -> isShort || client.below(4) == 0);
        create(user, expiresAt, client.below(2) * client.below(4));
    }

    private void create(String user, Optional<Instant> expiresAt, int maxUses) throws InterruptedException {
        String by = client.newId();
        known.send(client, by, request("CreateContactLink", user, by, expiresAt, maxUses));
    }

    /** Now and then by the request that revoked it. */
    private void revoke(ContactLink link) throws InterruptedException {
        String id = client.newId();
        boolean isRepeated = link.hasRevokedAt() && client.below(3) == 0;
        String by =
                isRepeated ? model.links().events(link.getLinkId()).getLast().getRequestId() : id;
        known.send(client, id, request("RevokeContactLink", link.getOwnerUserId(), link.getLinkId(), by));
    }

    /** Now and then by the request of a use before: it returns the same, also when the contact was removed since. */
    private void use(ContactLink link, String user) throws InterruptedException {
        String id = client.newId();
        Optional<String> before = model.links().events(link.getLinkId()).stream()
                .filter(event -> event.getKind() == Kind.CONSUMED
                        && event.getActorUserId().equals(user))
                .map(ContactLinkEvent::getRequestId)
                .findFirst();
        String by = before.filter(any -> client.choices.percent(50)).orElse(id);
        known.send(client, id, request("ConsumeContactLink", link.getToken(), user, by));
    }

    /** Creates as many links as there may be, and one more. */
    private void fillUp(String user) throws InterruptedException {
        for (int i = 0; i <= MOST_LIVE; i++) {
            create(user, NEVER, 0);
        }
        List<ContactLink> links = model.links().of(user);
        if (links.size() == MOST_LIVE) {
            revoke(links.getFirst());
            create(user, NEVER, 0);
        }
    }

    private void send(String method, Object... values) throws InterruptedException {
        known.send(client, client.newId(), request(method, values));
    }

    private <T> T any(List<T> all) {
        return client.choices.any(all);
    }
}
