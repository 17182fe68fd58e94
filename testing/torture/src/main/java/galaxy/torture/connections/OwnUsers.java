package galaxy.torture.connections;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.models.connections.Messages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One client's own users: a few at a time, each for a while. Every result is known beforehand. Not thread-safe. */
final class OwnUsers {
    private static final int USERS = 4;
    private static final int NAMES = 8;
    private static final int REQUESTS = 480;
    private static final int DAY = 86_400_000;
    private static final List<Integer> SIZES = List.of(1, 3, 7, 50, 1000);
    private static final ContactLink NO_LINK = ContactLink.newBuilder()
            .setLinkId("lnk_" + "0".repeat(32))
            .setToken("A".repeat(27))
            .build();

    private static final List<String> FREQUENT = List.of(
            "SetUsername", "SetUserProfile", "AddContact", "AddContact", "ConsumeContactLink", "ConsumeContactLink");
    private static final List<String> METHODS = Stream.concat(
                    Messages.methods().stream(),
                    Stream.generate(() -> FREQUENT).limit(4).flatMap(List::stream))
            .toList();

    /** Ids of no user; connections does not know the users. */
    private static final List<String> FRIENDS = IntStream.range(0, 24)
            .mapToObj(i -> "fri:end|ö {%d}%%".formatted(i))
            .toList();

    private final Client client;
    private final String prefix;
    private final Function<List<String>, Knowledge> begin;
    private Knowledge known;
    private int groups;
    private int requests;

    /** @param begin what is known of new users */
    OwnUsers(Client client, String run, Function<List<String>, Knowledge> begin) {
        this.client = client;
        this.prefix = run + "-" + client.number + "-";
        this.begin = begin;
        this.known = begin.apply(users());
    }

    private List<String> users() {
        return IntStream.range(0, USERS)
                .mapToObj(i -> "own-" + prefix + groups + "-" + i + (i == 0 ? " ä:|{1}%" : ""))
                .toList();
    }

    void act() throws InterruptedException {
        if (known.isOver() || ++requests % REQUESTS == 0) {
            groups++;
            known = begin.apply(users());
        }
        String id = client.newId();
        Message request = client.draw(METHODS, values(id));
        if (Messages.isOfList(request)) {
            client.read(request, client.choices.any(SIZES))
                    .ifPresent(found -> known.checkResponse(request, found, client.shared.findings()));
        } else {
            known.send(client, id, request);
        }
    }

    /** Users, names and links that there are, and some that there are not. */
    private Map<String, List<?>> values(String id) {
        List<ContactLink> links = known.model().links().all();
        ContactLink link = links.isEmpty() ? NO_LINK : client.choices.any(links);
        boolean isOwner = !links.isEmpty() && client.choices.percent(80);
        String owner = isOwner ? link.getOwnerUserId() : client.choices.any(known.users);
        List<String> others = new ArrayList<>(client.choices.percent(25) ? known.users : FRIENDS);
        others.remove(owner);
        List<ContactLinkEvent> events = known.model().links().events(link.getLinkId());
        List<String> earlier =
                events.stream().map(ContactLinkEvent::getRequestId).toList();
        Map<String, List<?>> values = new HashMap<>(Map.of(
                "user_id", known.users,
                "owner_user_id", List.of(owner),
                "contact_user_id", others,
                "username", names(),
                "name", List.of("Pilot 1", "Pilot 2", "Pilot 3"),
                "bio", List.of("", "Flies „at night“"),
                "link_id", List.of(link.getLinkId()),
                "token", List.of(link.getToken()),
                "request_id", earlier.isEmpty() || client.choices.percent(60) ? List.of(id) : earlier,
                "max_uses", List.of(0, 0, 0, 1, 2, 3)));
        values.put("label", List.of("", "Team „night“"));
        values.put("user_ids", List.of(known.users, List.of(owner, FRIENDS.getFirst(), owner)));
        if (client.choices.percent(60)) {
            values.put("avatar_set_id", List.of("pilots"));
            values.put("avatar_asset_id", List.of("captain", "ace", "fox"));
        }
        if (client.choices.percent(25)) {
            Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
            int millis = client.choices.any(List.of(2000, 3000, 5000, DAY, DAY));
            values.put("expires_at", List.of(Messages.timestamp(now.plusMillis(millis))));
        }
        return values;
    }

    /** In some spelling. */
    private List<String> names() {
        return IntStream.range(0, NAMES)
                .mapToObj(i -> "n" + prefix.replace('-', '.') + groups + "." + i)
                .map(name -> client.choices.percent(50) ? name : " " + name.toUpperCase(Locale.ROOT) + " ")
                .toList();
    }
}
