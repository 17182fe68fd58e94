package galaxy.torture.connections;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.models.connections.Contacts;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome;
import galaxy.models.connections.Outcome.Result;
import galaxy.models.connections.Outcome.Result.Done;
import galaxy.models.connections.Outcome.Result.Refused;
import galaxy.torture.workload.Findings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the service returns about a client's own users is what the client knows. */
final class OwnRules {
    static final String PROFILE = "a username or profile is returned as it was set last";
    static final String TAKEN = "a username of another user is refused";
    static final String CONTACT = "a contact is returned as it was added or removed last";
    static final String CONTACTS = "a list of contacts has what was added and not removed";
    static final String LINK = "a link is returned as it was created, used and revoked";
    static final String REPEATED = "a repeated request returns the same again";
    static final String EVENTS = "the events of a link are what happened to it, each once and in order";
    static final String APPENDED = "events of a link that were returned once are returned again, before later ones";
    static final String LIMIT = "an owner has at most 50 live links";
    static final String USE = "a use of a link is done or refused as the link is";
    static final String USE_CONTACT = "a use of a link returns the contact that it added or found";

    private OwnRules() {}

    /** Checks the result of a request, if it has one, against those of the model at the possible times. */
    static void check(Message request, Optional<Result> result, List<Outcome> possible, Findings findings) {
        List<Result> expected =
                possible.stream().map(Outcome::result).distinct().toList();
        boolean isRight = result.isEmpty() || expected.contains(result.get());
        String rule = rule(request, possible.getFirst());
        boolean isUseDone = rule.equals(USE)
                && result.filter(Done.class::isInstance).isPresent()
                && expected.stream().anyMatch(Done.class::isInstance);
        findings.checkRecorded(rule, isRight || isUseDone, () -> "%s: %s but %s".formatted(request, result, expected));
        if (isUseDone) {
            findings.checkRecorded(USE_CONTACT, isRight, () -> "%s: %s but %s".formatted(request, result, expected));
        }
    }

    private static String rule(Message request, Outcome expected) {
        boolean isRepeated =
                expected.result() instanceof Done && expected.events().isEmpty();
        return switch (Messages.name(request)) {
            case "AddContact", "RemoveContact" -> CONTACT;
            case "CreateContactLink" ->
                expected.result().equals(new Refused("TOO_MANY_LINKS")) ? LIMIT : isRepeated ? REPEATED : LINK;
            case "RevokeContactLink" -> isRepeated ? REPEATED : LINK;
            case "ConsumeContactLink" -> isRepeated ? REPEATED : USE;
            case "PreviewContactLink" -> LINK;
            default -> expected.result().equals(new Refused("USERNAME_TAKEN")) ? TAKEN : PROFILE;
        };
    }

    /** Checks a whole list of contacts. */
    static void checkContacts(Knowledge known, String user, List<Contact> listed, Findings findings) {
        List<String> ids = listed.stream().map(Contact::getContactUserId).toList();
        findings.check(
                "a list of contacts has each once, in the order of their ids",
                ids.equals(ids.stream().distinct().sorted(Contacts.ORDER).toList()),
                () -> user + ": " + ids);
        Map<String, Contact> unknown = new HashMap<>();
        listed.forEach(contact -> unknown.put(contact.getContactUserId(), contact));
        for (String other : known.otherUsers(user)) {
            check(CONTACTS, known, Thing.contact(user, other), Optional.ofNullable(unknown.remove(other)), findings);
        }
        findings.checkRecorded(CONTACTS, unknown.isEmpty(), () -> user + " never added " + unknown);
    }

    /** Checks a whole list of links. */
    static void checkLinks(Knowledge known, String user, List<ContactLink> listed, Findings findings) {
        Map<String, ContactLink> unknown = new HashMap<>();
        listed.forEach(link -> unknown.put(link.getLinkId(), link));
        Comparator<ContactLink> newestFirst = Comparator.comparing(
                (ContactLink link) -> Messages.instant(link.getCreatedAt()), Comparator.reverseOrder());
        findings.check(
                "a list of links has each once, the newest first",
                listed.stream().sorted(newestFirst).toList().equals(listed) && unknown.size() == listed.size(),
                () -> user + ": " + listed);
        for (ContactLink link : known.model.links().of(user)) {
            check(LINK, known, Thing.link(link), Optional.ofNullable(unknown.remove(link.getLinkId())), findings);
        }
        boolean isKnown =
                unknown.size() <= known.uncertain(Thing.Kind.CREATION, user).size();
        findings.checkRecorded(LINK, isKnown, () -> user + " never created " + unknown);
    }

    /** Checks all events of a link. */
    static void checkEvents(Knowledge known, ContactLink link, List<ContactLinkEvent> events, Findings findings) {
        String id = link.getLinkId();
        findings.checkRecorded(APPENDED, known.seesAgain(id, events), () -> id + ": " + events);
        if (known.isCertain(Thing.link(link))) {
            List<ContactLinkEvent> expected = known.model.links().events(id);
            boolean isRight = events.stream()
                    .map(Messages::untimed)
                    .toList()
                    .equals(expected.stream().map(Messages::untimed).toList());
            findings.checkRecorded(EVENTS, isRight, () -> id + ": " + events + " but " + expected);
        }
    }

    /** Checks that a thing is as it is known. */
    static void check(String rule, Knowledge known, Thing thing, Optional<? extends Message> found, Findings findings) {
        findings.checkRecorded(
                rule, known.allows(thing, found), () -> "%s: %s but %s".formatted(thing, found, known.text(thing)));
    }
}
