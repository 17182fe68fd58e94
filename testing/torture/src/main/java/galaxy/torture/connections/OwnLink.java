package galaxy.torture.connections;

import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.ContactLinkEvent.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a client knows of a link of a user of its own. */
final class OwnLink {
    private final String request;
    private final ContactLink made;
    private final Map<String, Use> uses = new LinkedHashMap<>();
    private final Map<String, String> perhapsUses = new TreeMap<>();
    private Optional<ContactLink> revoked = Optional.empty();
    private String revocation = "";
    private boolean isClear = true;
    private List<ContactLinkEvent> seen = List.of();

    /** A use under a request, and the contact that was told. */
    record Use(String request, Contact contact) {}

    /** What became of the link, without times. */
    record Happened(Kind kind, String actor, String request) {
        static Happened of(ContactLinkEvent event) {
            return new Happened(event.getKind(), event.getActorUserId(), event.getRequestId());
        }
    }

    OwnLink(String request, ContactLink made) {
        this.request = request;
        this.made = made;
    }

    String id() {
        return made.getLinkId();
    }

    /** The {@code request_id} that made it. */
    String request() {
        return request;
    }

    ContactLink made() {
        return made;
    }

    boolean isClear() {
        return isClear;
    }

    boolean isRevoked() {
        return revoked.isPresent();
    }

    Map<String, Use> uses() {
        return uses;
    }

    /** By user the request of a use that may have happened. */
    Map<String, String> perhapsUses() {
        return perhapsUses;
    }

    String revocation() {
        return revocation;
    }

    /** As its owner must find it, while it is clear. */
    ContactLink now() {
        ContactLink.Builder now = made.toBuilder().setUseCount(uses.size());
        revoked.ifPresent(told -> now.setRevokedAt(told.getRevokedAt()));
        return now.build();
    }

    void used(String user, String by, Contact contact) {
        uses.put(user, new Use(by, contact));
    }

    void perhapsUsed(String user, String by) {
        perhapsUses.put(user, by);
        isClear = false;
    }

    void revoked(String by, ContactLink told) {
        revocation = by;
        revoked = Optional.of(told);
    }

    void perhapsRevoked(String by) {
        revocation = by;
        isClear = false;
    }

    void leaveAlone() {
        isClear = false;
    }

    /**
     * What a use may be told: yes, or a reason.
     *
     * @param from when it is asked for the first time, and until when for the last, as far as clocks agree
     */
    Set<String> tellings(String user, String by, Instant from, Instant until) {
        if (Optional.ofNullable(uses.get(user))
                .filter(use -> use.request().equals(by))
                .isPresent()) {
            return Set.of("DONE");
        }
        if (user.equals(made.getOwnerUserId())) {
            return Set.of("OWN_LINK");
        }
        if (isRevoked()) {
            return Set.of("LINK_REVOKED");
        }
        return uses.containsKey(user) ? Set.of("LINK_ALREADY_CONSUMED") : ends(from, until);
    }

    /** What a preview may be told. */
    Set<String> tellings(Instant from, Instant until) {
        return isRevoked() ? Set.of("LINK_REVOKED") : ends(from, until);
    }

    private Set<String> ends(Instant from, Instant until) {
        Set<String> all = new TreeSet<>();
        if (made.hasExpiresAt() && !Times.instant(made.getExpiresAt()).isAfter(until)) {
            all.add("LINK_EXPIRED");
        }
        if (!made.hasExpiresAt() || Times.instant(made.getExpiresAt()).isAfter(from)) {
            all.add(made.getMaxUses() > 0 && uses.size() >= made.getMaxUses() ? "LINK_USED_UP" : "DONE");
        }
        return all;
    }

    /** What its events must be. */
    List<Happened> history() {
        List<Happened> all = new ArrayList<>();
        all.add(new Happened(Kind.CREATED, made.getOwnerUserId(), request));
        uses.forEach((user, use) -> all.add(new Happened(Kind.CONSUMED, user, use.request())));
        if (isRevoked()) {
            all.add(new Happened(Kind.REVOKED, made.getOwnerUserId(), revocation));
        }
        return all;
    }

    /** Whether everything that was seen before is seen again, and what comes after it. */
    boolean seesAgain(List<ContactLinkEvent> events) {
        boolean isPrefix = seen.size() <= events.size() && seen.equals(events.subList(0, seen.size()));
        seen = List.copyOf(events);
        return isPrefix;
    }
}
