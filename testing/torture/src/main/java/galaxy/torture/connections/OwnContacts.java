package galaxy.torture.connections;

import galaxy.contracts.connections.v1.AddContactRequest;
import galaxy.contracts.connections.v1.AddContactResponse;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.RemoveContactRequest;
import galaxy.contracts.connections.v1.RemoveContactResponse;
import galaxy.torture.connections.Own.Tools;
import galaxy.torture.workload.Findings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lists of contacts of a client's own users. */
final class OwnContacts {
    static final String RULE = "a contact is told as it was added or removed last";
    static final String LISTED = "a list of contacts holds what was added and not removed, in order";

    /** The order of lists. */
    static final Comparator<String> BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private static final List<Integer> SIZES = List.of(1, 3, 7, 50, 1000);

    /** Ids that nobody has; connections does not mind. */
    private static final List<String> FRIENDS = IntStream.range(0, 24)
            .mapToObj(i -> "fri:end|ö {%d}%%".formatted(i))
            .toList();

    private final Tools tools;

    OwnContacts(Tools tools) {
        this.tools = tools;
    }

    void act(OwnUser user, List<OwnUser> circle) throws InterruptedException {
        String other = tools.oneIn(4) ? tools.any(circle).id() : tools.any(FRIENDS);
        OwnContact contact = user.contact(other);
        int kind = tools.random().nextInt(10);
        if (kind == 9) {
            list(user);
        } else if (!other.equals(user.id()) && contact.isClear()) {
            if (kind < 6) {
                add(user, other, contact);
            } else {
                remove(user, other, contact);
            }
        }
    }

    private void add(OwnUser user, String other, OwnContact contact) throws InterruptedException {
        Reply<AddContactResponse> reply = tools.caller()
                .send(
                        tools.caller().draw(),
                        "AddContact",
                        true,
                        stub -> stub.addContact(AddContactRequest.newBuilder()
                                .setOwnerUserId(user.id())
                                .setContactUserId(other)
                                .build()));
        boolean isNew = !contact.isPresent();
        if (isNew) {
            tools.announcements()
                    .expect(
                            reply.request(),
                            reply.yes().isPresent() ? Announcements.ADDED : Announcements.ADDED.perhaps(1));
        }
        if (reply.yes().isPresent()) {
            Contact told = reply.yes().get().getContact();
            boolean fits = isNew
                    ? !reply.unclear().isEmpty() || told.getCreatedAt().equals(told.getUpdatedAt())
                    : isLater(told, contact.told());
            check(user, other, fits, told, contact);
            contact.added(told);
        } else {
            check(user, other, reply.isOpen(), reply.refusal(), contact);
            contact.perhaps();
        }
        if (reply.mayGoOn()) {
            contact.leaveAlone();
        }
    }

    private static boolean isLater(Contact told, Optional<Contact> before) {
        return before.isEmpty()
                || (told.getCreatedAt().equals(before.get().getCreatedAt())
                        && Times.instant(told.getUpdatedAt())
                                .isAfter(Times.instant(before.get().getUpdatedAt())));
    }

    private void remove(OwnUser user, String other, OwnContact contact) throws InterruptedException {
        boolean changes = contact.isPresent();
        Reply<RemoveContactResponse> reply = tools.caller()
                .send(
                        tools.caller().draw(),
                        "RemoveContact",
                        changes,
                        stub -> stub.removeContact(RemoveContactRequest.newBuilder()
                                .setOwnerUserId(user.id())
                                .setContactUserId(other)
                                .build()));
        if (changes) {
            tools.announcements()
                    .expect(
                            reply.request(),
                            reply.yes().isPresent() ? Announcements.REMOVED : Announcements.REMOVED.perhaps(1));
        }
        if (reply.yes().isPresent()) {
            contact.removed();
        } else {
            check(user, other, reply.isOpen(), reply.refusal(), contact);
            contact.perhaps();
        }
        if (reply.mayGoOn()) {
            contact.leaveAlone();
        }
    }

    private void list(OwnUser user) throws InterruptedException {
        new Walks(tools.caller(), tools.findings())
                .contacts(user.id(), tools.any(SIZES))
                .ifPresent(listed -> check(tools.findings(), user, listed));
    }

    /** Everything that is known of a user's list against what was listed. */
    static void check(Findings findings, OwnUser user, List<Contact> listed) {
        List<String> ids = listed.stream().map(Contact::getContactUserId).toList();
        findings.check(
                "a list of contacts holds each once, in the order of their ids",
                ids.equals(ids.stream().distinct().sorted(BYTES).toList()),
                () -> user + " lists " + ids);
        Map<String, Contact> seen = new HashMap<>();
        listed.forEach(each -> seen.put(each.getContactUserId(), each));
        user.contacts().forEach((other, contact) -> {
            Optional<Contact> found = Optional.ofNullable(seen.remove(other));
            boolean fits = contact.fits(found);
            findings.checkRecorded(
                    LISTED, fits, () -> "%s to %s: listed %s but %s".formatted(user, other, found, contact));
            if (!fits) {
                contact.leaveAlone();
            }
        });
        findings.checkRecorded(LISTED, seen.isEmpty(), () -> user + " lists without being asked: " + seen);
    }

    private void check(OwnUser user, String other, boolean fits, Object told, OwnContact contact) {
        tools.findings()
                .checkRecorded(RULE, fits, () -> "%s to %s: told %s but %s".formatted(user, other, told, contact));
    }
}
