package galaxy.torture.connections;

import galaxy.contracts.connections.v1.AddContactRequest;
import galaxy.contracts.connections.v1.ConsumeContactLinkRequest;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ListContactsRequest;
import galaxy.contracts.connections.v1.RemoveContactRequest;
import galaxy.torture.connections.Own.Tools;
import galaxy.torture.workload.Findings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Two contacts of one list that all clients add and remove, and one of them comes by a link too. */
final class EdgeStage extends Stage {
    static final String RULE = "the history of a contact is as if one was served after another";

    private static final int ROOM = 16;

    private final String owner;
    private final ContactLink link;
    private final Map<String, History<EdgeModel>> histories = new TreeMap<>();

    private EdgeStage(String owner, ContactLink link) {
        super(ROOM);
        this.owner = owner;
        this.link = link;
        histories.put(link.getOwnerUserId(), new History<>());
        histories.put(owner + "-other", new History<>());
    }

    /** Makes the link; empty if that is not told. */
    static Optional<Stage> build(Tools tools, String owner) throws InterruptedException {
        return LinkStage.make(tools, owner + "-friend", tools.caller().draw(), 0)
                .map(link -> new EdgeStage(owner, link));
    }

    @Override
    void act(Tools tools, int client) throws InterruptedException {
        int kind = tools.random().nextInt(20);
        String other = tools.any(List.copyOf(histories.keySet()));
        History<EdgeModel> history = histories.getOrDefault(other, new History<>());
        if (kind < 8) {
            add(tools, other, history);
        } else if (kind < 14) {
            remove(tools, other, history);
        } else if (kind < 18) {
            list(tools.caller());
        } else {
            use(tools, histories.getOrDefault(link.getOwnerUserId(), new History<>()));
        }
    }

    private void add(Tools tools, String other, History<EdgeModel> history) throws InterruptedException {
        var reply = tools.caller()
                .send(
                        tools.caller().draw(),
                        "AddContact",
                        true,
                        stub -> stub.addContact(AddContactRequest.newBuilder()
                                .setOwnerUserId(owner)
                                .setContactUserId(other)
                                .build()));
        String text = reply.request() + " adds";
        int unclear = reply.unclear().size();
        history.unclear("adds", EdgeModel::add, reply);
        Optional<Contact> told = reply.yes().map(answer -> answer.getContact());
        boolean isNew = told.filter(contact -> contact.getCreatedAt().equals(contact.getUpdatedAt()))
                .isPresent();
        if (!reply.isOpen()) {
            Object answer = told.isPresent() ? (Object) isNew : reply.told();
            history.told(text, EdgeModel::add, answer, reply.last().begun(), reply.ended());
        }
        tools.announcements()
                .expect(
                        reply.request(),
                        isNew ? Announcements.ADDED.orMore(unclear) : Announcements.ADDED.perhaps(unclear));
    }

    private void remove(Tools tools, String other, History<EdgeModel> history) throws InterruptedException {
        var reply = tools.caller()
                .send(
                        tools.caller().draw(),
                        "RemoveContact",
                        true,
                        stub -> stub.removeContact(RemoveContactRequest.newBuilder()
                                .setOwnerUserId(owner)
                                .setContactUserId(other)
                                .build()));
        String text = reply.request() + " removes";
        history.unclear("removes", EdgeModel::remove, reply);
        if (!reply.isOpen()) {
            history.told(text, EdgeModel::remove, reply.told(), reply.last().begun(), reply.ended());
        }
        tools.announcements()
                .expect(
                        reply.request(),
                        Announcements.REMOVED.perhaps(1 + reply.unclear().size()));
    }

    private void use(Tools tools, History<EdgeModel> history) throws InterruptedException {
        String by = tools.caller().draw();
        var reply = tools.caller()
                .send(
                        by,
                        "ConsumeContactLink",
                        true,
                        stub -> stub.consumeContactLink(ConsumeContactLinkRequest.newBuilder()
                                .setToken(link.getToken())
                                .setUserId(owner)
                                .setRequestId(by)
                                .build()));
        if (reply.isOpen()) {
            history.perhaps(by + " uses the link", model -> model.use(by), reply.begun());
        } else {
            long begun = reply.yes().isPresent() ? reply.begun() : reply.last().begun();
            history.told(by + " uses the link", model -> model.use(by), reply.told(), begun, reply.ended());
        }
        if (reply.yes().isPresent()) {
            tools.announcements().expect(by, Announcements.CONSUMED, Announcements.ADDED.perhaps(1));
        } else if (!reply.isSurelyNotDone()) {
            tools.announcements().expect(by, Announcements.CONSUMED.perhaps(1), Announcements.ADDED.perhaps(1));
        }
    }

    private Optional<List<String>> list(Caller caller) throws InterruptedException {
        var reply = caller.read(
                "ListContacts",
                stub -> stub.listContacts(
                        ListContactsRequest.newBuilder().setOwnerUserId(owner).build()));
        Optional<List<String>> listed = reply.yes()
                .map(page -> page.getContactsList().stream()
                        .map(Contact::getContactUserId)
                        .toList());
        listed.ifPresent(ids -> histories.forEach((other, history) -> history.read(
                "list",
                EdgeModel::look,
                ids.contains(other),
                reply.last().begun(),
                reply.last().ended())));
        return listed;
    }

    @Override
    void check(Caller reader, Findings findings) throws InterruptedException {
        Optional<List<String>> listed = list(reader);
        if (listed.isPresent() && findings.recordsAll()) {
            histories.forEach((other, history) ->
                    history.check(findings, RULE, new EdgeModel(), listed.get().contains(other)));
        }
    }

    /** Whether one is on the list of another. */
    static final class EdgeModel implements Model<EdgeModel> {
        private boolean isThere;
        private String usedBy = "";

        @Override
        public EdgeModel copy() {
            EdgeModel copy = new EdgeModel();
            copy.isThere = isThere;
            copy.usedBy = usedBy;
            return copy;
        }

        @Override
        public Object state() {
            return isThere + usedBy;
        }

        /** Whether it was not there. */
        Object add() {
            boolean isNew = !isThere;
            isThere = true;
            return isNew;
        }

        Object remove() {
            isThere = false;
            return "DONE";
        }

        /** Once, whatever becomes of it then. */
        Object use(String by) {
            if (usedBy.isEmpty()) {
                usedBy = by;
                isThere = true;
            }
            return usedBy.equals(by) ? "DONE" : "LINK_ALREADY_CONSUMED";
        }

        @Override
        public Object look() {
            return isThere;
        }
    }
}
