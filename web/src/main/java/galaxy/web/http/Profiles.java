package galaxy.web.http;

import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What players show to others, of many at once. */
public final class Profiles {
    private static final int MOST = 100;

    private Profiles() {}

    /** Of those who have one, by their ids. */
    public static Map<UserRef, UserProfile> of(ConnectionsClient connections, List<UserRef> ids) {
        List<UserRef> all = ids.stream().distinct().toList();
        Map<UserRef, UserProfile> found = new HashMap<>();
        for (int from = 0; from < all.size(); from += MOST) {
            connections
                    .getUserProfiles(all.subList(from, Math.min(from + MOST, all.size())))
                    .orElseThrow()
                    .forEach(profile -> found.put(profile.userId(), profile));
        }
        return Map.copyOf(found);
    }
}
