package galaxy.torture.connections;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a client knows of a user of its own: nobody else changes anything of it. */
final class OwnUser {
    private final String id;
    private final OwnProfile profile = new OwnProfile();
    private final Map<String, OwnContact> contacts = new TreeMap<>();
    private final List<OwnLink> links = new ArrayList<>();
    private final Set<String> perhapsLinks = new TreeSet<>();

    OwnUser(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    OwnProfile profile() {
        return profile;
    }

    /** By the other's id, those too that were removed. */
    Map<String, OwnContact> contacts() {
        return contacts;
    }

    OwnContact contact(String other) {
        return contacts.computeIfAbsent(other, any -> new OwnContact());
    }

    List<OwnLink> links() {
        return links;
    }

    /** Requests that may have made a link. */
    Set<String> perhapsLinks() {
        return perhapsLinks;
    }

    @Override
    public String toString() {
        return id;
    }
}
