package galaxy.torture.connections;

import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.torture.connections.Own.Tools;
import galaxy.torture.workload.Findings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One owner for whom all clients make links, until there are too many. */
final class HoardStage extends Stage {
    private static final int ROOM = 60;
    private static final int MOST = 50;

    private final String owner;
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unclear = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    HoardStage(String owner) {
        super(ROOM);
        this.owner = owner;
    }

    @Override
    void act(Tools tools, int client) throws InterruptedException {
        String request = tools.caller().draw();
        var reply = tools.caller()
                .send(
                        request,
                        "CreateContactLink",
                        true,
                        stub -> stub.createContactLink(CreateContactLinkRequest.newBuilder()
                                .setOwnerUserId(owner)
                                .setRequestId(request)
                                .build()));
        if (reply.yes().isPresent()) {
            made.add(reply.yes().get().getContactLink().getLinkId());
            tools.announcements().expect(request, Announcements.CREATED);
            return;
        }
        if (reply.isRefused("TOO_MANY_LINKS")) {
            refused.incrementAndGet();
        }
        if (!reply.isSurelyNotDone()) {
            unclear.incrementAndGet();
            tools.announcements().expect(request, Announcements.CREATED.perhaps(1));
        }
    }

    @Override
    void check(Caller reader, Findings findings) throws InterruptedException {
        Optional<List<ContactLink>> listed = new Walks(reader, findings).links(owner, 7);
        if (listed.isPresent()) {
            List<String> ids = listed.get().stream().map(ContactLink::getLinkId).toList();
            findings.check(OwnLinks.FULL, ids.size() <= MOST, () -> owner + " has " + ids.size());
            findings.checkRecorded(
                    OwnLinks.FULL,
                    refused.get() == 0 || ids.size() == MOST,
                    () -> owner + " was refused with " + ids.size());
            boolean isWhole = ids.containsAll(made) && ids.size() <= made.size() + unclear.get();
            findings.checkRecorded(OwnLinks.RULE, isWhole, () -> owner + " lists " + ids + " but made " + made);
        }
    }
}
