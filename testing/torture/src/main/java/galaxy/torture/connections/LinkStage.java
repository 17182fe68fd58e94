package galaxy.torture.connections;

import galaxy.contracts.connections.v1.ConsumeContactLinkRequest;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.ContactLinkEvent.Kind;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.ListContactLinkEventsRequest;
import galaxy.contracts.connections.v1.ListContactLinksRequest;
import galaxy.contracts.connections.v1.PreviewContactLinkRequest;
import galaxy.contracts.connections.v1.RevokeContactLinkRequest;
import galaxy.torture.connections.Own.Tools;
import galaxy.torture.workload.Findings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One link that users of all clients use at once, and that is revoked meanwhile. */
final class LinkStage extends Stage {
    static final String RULE = "the history of a link is as if one was served after another";

    private static final int ROOM = 16;
    private static final int USERS = 3;

    private final String name;
    private final String request;
    private final ContactLink link;
    private final History<LinkModel> history = new History<>();
    private final Map<String, String> first = new ConcurrentHashMap<>();

    private LinkStage(String name, String request, ContactLink link) {
        super(ROOM);
        this.name = name;
        this.request = request;
        this.link = link;
    }

    /** Makes the link; empty if that is not told. */
    static Optional<Stage> build(Tools tools, String name) throws InterruptedException {
        String request = tools.caller().draw();
        int maxUses = tools.oneIn(5) ? 0 : 1 + tools.random().nextInt(4);
        return make(tools, name, request, maxUses).map(link -> new LinkStage(name, request, link));
    }

    /** A new link. */
    static Optional<ContactLink> make(Tools tools, String owner, String request, int maxUses)
            throws InterruptedException {
        var reply = tools.caller()
                .send(
                        request,
                        "CreateContactLink",
                        true,
                        stub -> stub.createContactLink(CreateContactLinkRequest.newBuilder()
                                .setOwnerUserId(owner)
                                .setRequestId(request)
                                .setMaxUses(maxUses)
                                .build()));
        if (reply.yes().isPresent()) {
            tools.announcements().expect(request, Announcements.CREATED);
        } else if (!reply.isSurelyNotDone()) {
            tools.announcements().expect(request, Announcements.CREATED.perhaps(1));
        }
        return reply.yes().map(told -> told.getContactLink());
    }

    @Override
    void act(Tools tools, int client) throws InterruptedException {
        int kind = tools.random().nextInt(20);
        if (kind < 12) {
            String user = name + "-" + client + "-" + tools.random().nextInt(USERS);
            String fresh = tools.caller().draw();
            String before = first.putIfAbsent(user, fresh);
            use(tools, user, fresh, before == null || tools.random().nextBoolean() ? fresh : before);
        } else if (kind < 14) {
            revoke(tools);
        } else if (kind < 16) {
            preview(tools);
        } else if (kind < 18) {
            events(tools.caller());
        } else {
            list(tools.caller());
        }
    }

    /** @param by the {@code request_id}: the same for every use that shall be one */
    private void use(Tools tools, String user, String attempt, String by) throws InterruptedException {
        var reply = tools.caller()
                .send(
                        attempt,
                        "ConsumeContactLink",
                        by.equals(attempt),
                        stub -> stub.consumeContactLink(ConsumeContactLinkRequest.newBuilder()
                                .setToken(link.getToken())
                                .setUserId(user)
                                .setRequestId(by)
                                .build()));
        String text = user + " uses it under " + by;
        if (reply.isOpen()) {
            history.perhaps(text, model -> model.use(user, by), reply.begun());
        } else {
            // A use that is refused once can never happen any more; until then the request is one.
            long begun = reply.yes().isPresent() ? reply.begun() : reply.last().begun();
            history.told(text, model -> model.use(user, by), reply.told(), begun, reply.ended());
        }
        if (by.equals(attempt) && reply.yes().isPresent()) {
            tools.announcements().expect(attempt, Announcements.CONSUMED, Announcements.ADDED);
        } else if (!reply.isSurelyNotDone()) {
            tools.announcements().expect(attempt, Announcements.CONSUMED.perhaps(1), Announcements.ADDED.perhaps(1));
        }
    }

    private void revoke(Tools tools) throws InterruptedException {
        String by = tools.caller().draw();
        var reply = tools.caller()
                .send(
                        by,
                        "RevokeContactLink",
                        true,
                        stub -> stub.revokeContactLink(RevokeContactLinkRequest.newBuilder()
                                .setOwnerUserId(name)
                                .setLinkId(link.getLinkId())
                                .setRequestId(by)
                                .build()));
        tools.announcements().expect(by, Announcements.REVOKED.perhaps(1));
        if (reply.isOpen()) {
            history.perhaps("revoked by " + by, model -> model.revoke(name, by), reply.begun());
        } else {
            Object told = reply.yes()
                    .<Object>map(answer -> answer.getContactLink().getUseCount())
                    .orElse(reply.told());
            history.told("revoked by " + by, model -> model.revoke(name, by), told, reply.begun(), reply.ended());
        }
    }

    private void preview(Tools tools) throws InterruptedException {
        var reply = tools.caller()
                .read(
                        "PreviewContactLink",
                        stub -> stub.previewContactLink(PreviewContactLinkRequest.newBuilder()
                                .setToken(link.getToken())
                                .build()));
        if (!reply.isOpen()) {
            Attempt last = reply.last();
            history.read("preview", LinkModel::preview, reply.told(), last.begun(), last.ended());
        }
    }

    private Optional<List<ContactLinkEvent>> events(Caller caller) throws InterruptedException {
        var reply = caller.read(
                "ListContactLinkEvents",
                stub -> stub.listContactLinkEvents(ListContactLinkEventsRequest.newBuilder()
                        .setOwnerUserId(name)
                        .setLinkId(link.getLinkId())
                        .setPageSize(50)
                        .build()));
        if (reply.isOpen()) {
            return Optional.empty();
        }
        Object told = reply.yes()
                .<Object>map(page ->
                        page.getEventsList().stream().map(OwnLink.Happened::of).toList())
                .orElse(reply.told());
        Attempt last = reply.last();
        history.read("events", LinkModel::events, told, last.begun(), last.ended());
        return reply.yes().map(page -> page.getEventsList());
    }

    private Optional<String> list(Caller caller) throws InterruptedException {
        var reply = caller.read(
                "ListContactLinks",
                stub -> stub.listContactLinks(ListContactLinksRequest.newBuilder()
                        .setOwnerUserId(name)
                        .build()));
        Optional<String> told = reply.yes()
                .map(page -> page.getContactLinksList().stream()
                        .map(each -> each.getUseCount() + (each.hasRevokedAt() ? " uses, revoked" : " uses"))
                        .toList()
                        .toString());
        told.ifPresent(seen -> history.read(
                "list",
                LinkModel::look,
                seen,
                reply.last().begun(),
                reply.last().ended()));
        return told;
    }

    @Override
    void check(Caller reader, Findings findings) throws InterruptedException {
        Optional<String> listed = list(reader);
        if (events(reader).isPresent() && listed.isPresent() && findings.recordsAll()) {
            LinkModel before = new LinkModel(link.getMaxUses());
            before.happened.add(new OwnLink.Happened(Kind.CREATED, name, request));
            history.check(findings, RULE, before, listed.get());
        }
    }
}
