package galaxy.torture.connections;

import galaxy.contracts.connections.v1.ConsumeContactLinkRequest;
import galaxy.contracts.connections.v1.ConsumeContactLinkResponse;
import galaxy.contracts.connections.v1.Contact;
import galaxy.torture.connections.Own.Tools;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Uses of a client's own links by its own users. */
final class OwnUses {
    static final String RULE = "a use of a link is told as the link is";
    static final String EDGE = "a use of a link tells the one contact that it made or found";

    private final Tools tools;

    OwnUses(Tools tools) {
        this.tools = tools;
    }

    void act(OwnUser owner, OwnLink link, OwnUser user) throws InterruptedException {
        Optional<OwnLink.Use> before = Optional.ofNullable(link.uses().get(user.id()));
        if (before.isPresent() && tools.random().nextBoolean()) {
            again(link, user, before.get());
            return;
        }
        if (user != owner && !user.contact(owner.id()).isClear()) {
            return;
        }
        String request = tools.caller().draw();
        Instant from = Instant.now().minus(tools.tolerance());
        Reply<ConsumeContactLinkResponse> reply = ask(request, link, user, request, true);
        Set<String> tellings =
                link.tellings(user.id(), request, from, Instant.now().plus(tools.tolerance()));
        boolean fits = reply.isOpen() || tellings.contains(reply.told());
        tools.findings()
                .checkRecorded(
                        RULE, fits, () -> "%s uses %s: %s but %s".formatted(user, link.now(), reply.told(), tellings));
        if (reply.yes().isPresent()) {
            used(owner, link, user, reply, reply.yes().get().getContact());
        } else if (!fits) {
            link.leaveAlone();
        } else if (!reply.isSurelyNotDone() && tellings.contains("DONE")) {
            perhapsUsed(owner, link, user, reply);
        }
    }

    private void used(OwnUser owner, OwnLink link, OwnUser user, Reply<?> reply, Contact told) {
        OwnContact contact = user.contact(owner.id());
        boolean isNew = !contact.isPresent();
        boolean fits = told.getOwnerUserId().equals(user.id())
                && told.getContactUserId().equals(owner.id())
                && (isNew
                        ? told.getCreatedAt().equals(told.getUpdatedAt())
                        : contact.told().filter(known -> !known.equals(told)).isEmpty());
        tools.findings()
                .checkRecorded(EDGE, fits, () -> "%s uses %s: %s but %s".formatted(user, link.id(), told, contact));
        if (isNew) {
            contact.added(told);
            tools.announcements().expect(reply.request(), Announcements.CONSUMED, Announcements.ADDED);
        } else {
            tools.announcements().expect(reply.request(), Announcements.CONSUMED);
        }
        link.used(user.id(), reply.request(), told);
    }

    private void perhapsUsed(OwnUser owner, OwnLink link, OwnUser user, Reply<?> reply) {
        OwnContact contact = user.contact(owner.id());
        if (!contact.isPresent()) {
            contact.perhaps();
        }
        link.perhapsUsed(user.id(), reply.request());
        tools.announcements()
                .expect(reply.request(), Announcements.CONSUMED.perhaps(1), Announcements.ADDED.perhaps(1));
    }

    /** The same answer for ever, also when the contact was removed since. */
    private void again(OwnLink link, OwnUser user, OwnLink.Use before) throws InterruptedException {
        Reply<ConsumeContactLinkResponse> reply = ask(tools.caller().draw(), link, user, before.request(), false);
        boolean fits = reply.isOpen()
                || reply.yes()
                        .map(ConsumeContactLinkResponse::getContact)
                        .filter(before.contact()::equals)
                        .isPresent();
        tools.findings()
                .checkRecorded(
                        OwnLinks.AGAIN, fits, () -> "%s uses %s: %s but %s".formatted(user, link.id(), reply, before));
    }

    private Reply<ConsumeContactLinkResponse> ask(
            String attempt, OwnLink link, OwnUser user, String request, boolean isWrite) throws InterruptedException {
        ConsumeContactLinkRequest use = ConsumeContactLinkRequest.newBuilder()
                .setToken(link.made().getToken())
                .setUserId(user.id())
                .setRequestId(request)
                .build();
        return tools.caller().send(attempt, "ConsumeContactLink", isWrite, stub -> stub.consumeContactLink(use));
    }
}
