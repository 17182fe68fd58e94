package galaxy.connections.store;

import galaxy.connections.contact.Contact;
import galaxy.connections.link.ContactLink;
import galaxy.connections.link.LinkEvent;
import galaxy.connections.link.LinkId;
import galaxy.connections.link.LinkOutcome;
import galaxy.connections.link.LinkRefusal;
import galaxy.connections.link.LinkToken;
import galaxy.connections.profile.Profile;
import galaxy.connections.profile.Profile.HeldUsername;
import galaxy.connections.profile.Profile.PublicPart;
import galaxy.connections.profile.ProfileChange;
import galaxy.connections.profile.ProfileOutcome;
import galaxy.connections.profile.Username;
import galaxy.connections.user.UserRef;
import galaxy.kernel.IdempotencyKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The connections service as its contract tells it, in maps: one caller at a time, no store, nothing ever goes wrong. */
final class Model {
    /** The newest first; of those made at one instant, the greatest id. */
    private static final Comparator<Map.Entry<LinkId, ContactLink>> NEWEST_FIRST = Comparator.comparing(
                    (Map.Entry<LinkId, ContactLink> link) -> link.getValue().createdAt())
            .thenComparing(link -> link.getKey().value())
            .reversed();

    private final Map<UserRef, Profile> profiles = new HashMap<>();
    private final Map<Username, UserRef> left = new HashMap<>();
    private final Map<Edge, Contact> contacts = new HashMap<>();
    private final Map<LinkId, ContactLink> links = new HashMap<>();
    private final Map<LinkId, List<LinkEvent>> linkEvents = new HashMap<>();
    private final Map<Request, LinkId> made = new HashMap<>();
    private final Map<Use, Answered> uses = new HashMap<>();

    /** The events of each kind about each user, by {@code type subject}. */
    private final Map<String, List<String>> announced = new TreeMap<>();

    private record Edge(UserRef lister, UserRef listed) {}

    private record Request(UserRef owner, IdempotencyKey id) {}

    private record Use(LinkId link, UserRef user) {}

    private record Answered(IdempotencyKey request, Contact contact) {}

    Model copy() {
        var copy = new Model();
        copy.profiles.putAll(profiles);
        copy.left.putAll(left);
        copy.contacts.putAll(contacts);
        copy.links.putAll(links);
        copy.linkEvents.putAll(linkEvents);
        copy.made.putAll(made);
        copy.uses.putAll(uses);
        copy.announced.putAll(announced);
        return copy;
    }

    Optional<Profile> find(UserRef user) {
        return Optional.ofNullable(profiles.get(user));
    }

    Optional<Profile> find(Username name) {
        return profiles.values().stream()
                .filter(profile -> nameOf(profile).equals(Optional.of(name)))
                .findFirst();
    }

    ProfileOutcome set(UserRef user, ProfileChange change, Instant now) {
        Optional<Profile> holder = change.username().flatMap(this::find);
        if (holder.filter(other -> !other.userId().equals(user)).isPresent()) {
            return new ProfileOutcome.UsernameTaken();
        }
        Optional<Profile> before = find(user);
        Optional<HeldUsername> oldName = before.flatMap(Profile::username);
        Optional<HeldUsername> name = oldName;
        if (change.username().isPresent() && holder.isEmpty()) {
            Instant since = oldName.map(HeldUsername::createdAt).orElse(now);
            name = Optional.of(new HeldUsername(change.username().get(), since, now));
        }
        Optional<PublicPart> oldPart = before.flatMap(Profile::publicPart);
        Optional<PublicPart> part = oldPart;
        if (change.details().isPresent() && !oldPart.map(PublicPart::details).equals(change.details())) {
            part = Optional.of(new PublicPart(change.details().get(), now));
        }
        if (before.isPresent() && name.equals(oldName) && part.equals(oldPart)) {
            return new ProfileOutcome.Done(before.get());
        }
        Profile after =
                new Profile(user, name, part, before.map(Profile::createdAt).orElse(now), now);
        profiles.put(user, after);
        oldName.ifPresent(old -> left.put(old.username(), user));
        tell("profile", user, (before.isPresent() ? "updated " : "initialized ") + Lines.of(after));
        return new ProfileOutcome.Done(after);
    }

    /** Whether one of these users was the last to have the username, and has another now. */
    boolean wasLeftBy(Username name, Set<UserRef> users) {
        return find(name).isEmpty() && left.containsKey(name) && users.contains(left.get(name));
    }

    List<Contact> contacts(UserRef owner) {
        return contacts.values().stream()
                .filter(contact -> contact.owner().equals(owner))
                .sorted(Comparator.comparing(contact -> contact.contact().value()))
                .toList();
    }

    Contact add(UserRef lister, UserRef listed, Instant now) {
        Contact before = contacts.get(new Edge(lister, listed));
        if (before == null) {
            return addNew(lister, listed, now);
        }
        Instant later = before.updatedAt().plusMillis(1);
        Contact after = new Contact(lister, listed, before.createdAt(), later.isAfter(now) ? later : now);
        contacts.put(new Edge(lister, listed), after);
        return after;
    }

    private Contact addNew(UserRef lister, UserRef listed, Instant now) {
        Contact contact = new Contact(lister, listed, now, now);
        contacts.put(new Edge(lister, listed), contact);
        tell("contact", lister, "added " + Lines.of(contact));
        return contact;
    }

    String remove(UserRef lister, UserRef listed) {
        Contact before = contacts.remove(new Edge(lister, listed));
        if (before != null) {
            tell("contact", lister, "removed " + Lines.of(before));
        }
        return "removed";
    }

    /**
     * Makes a link, or gives an answer that is never right if the service made none.
     *
     * @param drawn the token that the service has drawn for this request
     */
    LinkOutcome<ContactLink> create(
            UserRef owner,
            Optional<Instant> expiresAt,
            int maxUses,
            IdempotencyKey request,
            Instant now,
            Supplier<Optional<LinkToken>> drawn) {
        LinkId before = made.get(new Request(owner, request));
        if (before != null) {
            ContactLink link = links.get(before);
            return LinkOutcome.done(link(link.token(), owner, link.createdAt(), link.expiresAt(), link.maxUses()));
        }
        if (expiresAt.filter(end -> end.compareTo(now) <= 0).isPresent()) {
            return LinkOutcome.refused(LinkRefusal.EXPIRES_IN_THE_PAST);
        }
        if (links.values().stream()
                        .filter(link ->
                                link.owner().equals(owner) && why(link, now).isEmpty())
                        .count()
                >= 50) {
            return LinkOutcome.refused(LinkRefusal.TOO_MANY_LINKS);
        }
        Optional<LinkToken> token = drawn.get();
        if (token.isEmpty() || links.containsKey(LinkId.of(token.get()))) {
            return LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND);
        }
        ContactLink link = link(token.get(), owner, now, expiresAt, maxUses);
        made.put(new Request(owner, request), link.id());
        change(link, LinkEvent.Kind.CREATED, owner, request, now);
        return LinkOutcome.done(link);
    }

    private static ContactLink link(
            LinkToken token, UserRef owner, Instant createdAt, Optional<Instant> expiresAt, int maxUses) {
        return new ContactLink(token, owner, createdAt, expiresAt, Optional.empty(), maxUses, 0);
    }

    LinkOutcome<ContactLink> revoke(UserRef owner, LinkId id, IdempotencyKey request, Instant now) {
        ContactLink link = links.get(id);
        if (link == null || !link.owner().equals(owner)) {
            return LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND);
        }
        if (link.revokedAt().isPresent()) {
            return LinkOutcome.done(link);
        }
        ContactLink revoked = new ContactLink(
                link.token(),
                owner,
                link.createdAt(),
                link.expiresAt(),
                Optional.of(now),
                link.maxUses(),
                link.useCount());
        change(revoked, LinkEvent.Kind.REVOKED, owner, request, now);
        return LinkOutcome.done(revoked);
    }

    LinkOutcome<Contact> consume(LinkToken token, UserRef user, IdempotencyKey request, Instant now) {
        ContactLink link = links.get(LinkId.of(token));
        if (link == null) {
            return LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND);
        }
        Answered before = uses.get(new Use(link.id(), user));
        if (before != null && before.request().equals(request)) {
            return LinkOutcome.done(before.contact());
        }
        Optional<LinkRefusal> refusal = link.owner().equals(user)
                ? Optional.of(LinkRefusal.OWN_LINK)
                : why(link, now)
                        .filter(why -> before == null || why == LinkRefusal.LINK_REVOKED)
                        .or(() -> before == null ? Optional.empty() : Optional.of(LinkRefusal.LINK_ALREADY_CONSUMED));
        if (refusal.isPresent()) {
            return LinkOutcome.refused(refusal.get());
        }
        ContactLink used = new ContactLink(
                token,
                link.owner(),
                link.createdAt(),
                link.expiresAt(),
                Optional.empty(),
                link.maxUses(),
                link.useCount() + 1);
        change(used, LinkEvent.Kind.CONSUMED, user, request, now);
        Contact known = contacts.get(new Edge(user, link.owner()));
        Contact contact = known == null ? addNew(user, link.owner(), now) : known;
        uses.put(new Use(link.id(), user), new Answered(request, contact));
        return LinkOutcome.done(contact);
    }

    LinkOutcome<ContactLink> preview(LinkToken token, Instant now) {
        ContactLink link = links.get(LinkId.of(token));
        if (link == null) {
            return LinkOutcome.refused(LinkRefusal.LINK_NOT_FOUND);
        }
        return why(link, now)
                .<LinkOutcome<ContactLink>>map(LinkOutcome::refused)
                .orElseGet(() -> LinkOutcome.done(link));
    }

    /** All links, the newest first. */
    List<ContactLink> links() {
        return newestFirst(link -> true).map(Map.Entry::getValue).toList();
    }

    List<ContactLink> links(UserRef owner) {
        return newestFirst(link -> link.owner().equals(owner))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** What became of each of the links of an owner. */
    List<List<LinkEvent>> events(UserRef owner) {
        return newestFirst(link -> link.owner().equals(owner))
                .map(link -> linkEvents.get(link.getKey()))
                .toList();
    }

    private Stream<Map.Entry<LinkId, ContactLink>> newestFirst(Predicate<ContactLink> which) {
        return links.entrySet().stream()
                .filter(link -> which.test(link.getValue()))
                .sorted(NEWEST_FIRST);
    }

    /** Why no user can use a link. */
    private static Optional<LinkRefusal> why(ContactLink link, Instant now) {
        if (link.revokedAt().isPresent()) {
            return Optional.of(LinkRefusal.LINK_REVOKED);
        }
        if (link.expiresAt().isPresent() && link.expiresAt().get().compareTo(now) <= 0) {
            return Optional.of(LinkRefusal.LINK_EXPIRED);
        }
        return link.maxUses() != 0 && link.useCount() == link.maxUses()
                ? Optional.of(LinkRefusal.LINK_USED_UP)
                : Optional.empty();
    }

    private void change(ContactLink link, LinkEvent.Kind kind, UserRef actor, IdempotencyKey request, Instant now) {
        links.put(link.id(), link);
        linkEvents.merge(link.id(), List.of(new LinkEvent(link.id(), kind, actor, request, now)), Model::joined);
        tell("contact_link", link.owner(), kind.name().toLowerCase(Locale.ROOT) + " " + Lines.of(link, actor));
    }

    private void tell(String type, UserRef subject, String line) {
        announced.merge(type + " " + subject, List.of(line), Model::joined);
    }

    /** Lists are never changed, so that a copy may share them. */
    private static <T> List<T> joined(List<T> before, List<T> more) {
        List<T> all = new ArrayList<>(before);
        all.addAll(more);
        return List.copyOf(all);
    }

    List<String> announced(String type, UserRef subject) {
        return announced.getOrDefault(type + " " + subject, List.of());
    }

    Map<String, List<String>> announced() {
        return new TreeMap<>(announced);
    }

    private static Optional<Username> nameOf(Profile profile) {
        return profile.username().map(HeldUsername::username);
    }
}
