package galaxy.torture.connections;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.models.connections.Messages;
import galaxy.torture.connections.Client.Shared;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Readers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Reads everything back through the service. */
final class ReadBack {
    static final String ANSWERED = "a service without load and faults answers";

    private static final int FIRST_READER = 1000;
    private static final int THOROUGH = 4;

    private final List<Client> readers;
    private final Findings findings;

    ReadBack(Shared shared, Findings findings) {
        this.findings = findings;
        this.readers = IntStream.range(0, Readers.COUNT)
                .mapToObj(i -> new Client(
                        shared,
                        FIRST_READER + i,
                        RandomGeneratorFactory.getDefault().create(i)))
                .toList();
    }

    void check(Collection<Knowledge> known, Collection<Contest> contests) throws InterruptedException {
        List<Readers.Work> work = new ArrayList<>();
        // What one client knows is not for several threads.
        known.forEach(knowledge -> work.add(reader -> {
            int number = 0;
            for (String user : knowledge.users) {
                check(readers.get(reader), knowledge, user, number++ % THOROUGH == 0);
            }
        }));
        contests.forEach(contest -> work.add(reader -> contest.check(readers.get(reader), findings)));
        Readers.run(work, findings);
    }

    private void check(Client reader, Knowledge known, String user, boolean isThorough) throws InterruptedException {
        checkProfile(reader, known, user);
        for (int size : isThorough ? List.of(1, 3, 7, 50) : List.of(50)) {
            Optional<List<Contact>> contacts = reader.walk(size, "ListContacts", user);
            answered(contacts).ifPresent(all -> OwnRules.checkContacts(known, user, all, findings));
            Optional<List<ContactLink>> links = reader.walk(size, "ListContactLinks", user);
            answered(links).ifPresent(all -> OwnRules.checkLinks(known, user, all, findings));
        }
        for (ContactLink link : known.model.links().of(user)) {
            for (int size : isThorough ? List.of(1, 3) : List.of(50)) {
                Optional<List<ContactLinkEvent>> events =
                        reader.walk(size, "ListContactLinkEvents", user, link.getLinkId());
                answered(events).ifPresent(all -> OwnRules.checkEvents(known, link, all, findings));
            }
        }
    }

    private void checkProfile(Client reader, Knowledge known, String user) throws InterruptedException {
        Observed<Message> observed = reader.read(Messages.request("GetUserProfile", user));
        findings.check(ANSWERED, !observed.isOpen(), observed::toString);
        Optional<UserProfile> profile = profile(observed);
        OwnRules.check(OwnRules.PROFILE, known, Thing.profile(user), profile, findings);
        Optional<String> name = profile.map(UserProfile::getUsername).filter(text -> !text.isEmpty());
        if (name.isPresent()) {
            Observed<Message> found = reader.read(Messages.request("LookupUserProfile", name.get()));
            boolean isSame = profile(found).equals(profile);
            findings.checkAcross(Contest.LOOKUP, isSame, () -> "%s: %s but %s".formatted(name, found, profile));
        }
    }

    private static Optional<UserProfile> profile(Observed<Message> observed) {
        return observed.response().flatMap(response -> Messages.first(response, UserProfile.class));
    }

    private <T> Optional<T> answered(Optional<T> list) {
        findings.checkRecorded(ANSWERED, list.isPresent(), () -> "a page was refused, or did not come");
        return list;
    }
}
