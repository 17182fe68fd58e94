package galaxy.web.link;

import galaxy.client.connections.ContactLink;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of a player's links, the newest first.
 *
 * @param next where the next page begins
 * @param isFirst whether no page is before it
 */
public record LinkList(List<ContactLink> links, Optional<String> next, boolean isFirst) {
    /** How many live links a player may have. */
    public static final int MOST_LIVE = 50;

    public LinkList {
        links = List.copyOf(links);
    }

    /** Whether there is no room for another one, as far as this page shows it. */
    boolean isFull(Instant now) {
        return links.stream()
                        .filter(link -> LinkState.of(link, now) == LinkState.LIVE)
                        .count()
                >= MOST_LIVE;
    }
}
