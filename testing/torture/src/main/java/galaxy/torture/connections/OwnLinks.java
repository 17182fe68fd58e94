package galaxy.torture.connections;

import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.CreateContactLinkResponse;
import galaxy.contracts.connections.v1.PreviewContactLinkRequest;
import galaxy.contracts.connections.v1.PreviewContactLinkResponse;
import galaxy.contracts.connections.v1.RevokeContactLinkRequest;
import galaxy.contracts.connections.v1.RevokeContactLinkResponse;
import galaxy.torture.connections.Own.Tools;
import galaxy.torture.workload.Findings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Links of a client's own users, made, revoked, previewed and listed. */
final class OwnLinks {
    static final String RULE = "a link is told as it was made, used and revoked";
    static final String AGAIN = "the same request is answered the same again";
    static final String EVENTS = "the events of a link tell what became of it, each once and in order";
    static final String APPENDED = "what was seen of a link's events is seen again at their beginning";
    static final String FULL = "an owner has at most 50 live links";

    private static final int MOST_LIVE = 50;
    private static final int MANY = 12;
    private static final List<Integer> SIZES = List.of(2, 5, 50);

    private final Tools tools;
    private final OwnUses uses;

    OwnLinks(Tools tools) {
        this.tools = tools;
        this.uses = new OwnUses(tools);
    }

    void act(OwnUser user, List<OwnUser> circle) throws InterruptedException {
        List<OwnLink> clear = user.links().stream().filter(OwnLink::isClear).toList();
        if (clear.isEmpty() || (user.links().size() < MANY && tools.oneIn(6))) {
            create(user);
            return;
        }
        OwnLink link = tools.any(clear);
        switch (tools.random().nextInt(20)) {
            case 0 -> createAgain(user, link);
            case 1, 2 -> revoke(user, link, tools.caller().draw());
            case 3 ->
                revoke(
                        user,
                        link,
                        link.isRevoked() ? link.revocation() : tools.caller().draw());
            case 4, 5 -> preview(user, link);
            case 6 -> list(user);
            case 7 -> events(user, link);
            default -> uses.act(user, link, tools.any(circle));
        }
    }

    private Optional<OwnLink> create(OwnUser user) throws InterruptedException {
        String request = tools.caller().draw();
        CreateContactLinkRequest.Builder wanted =
                CreateContactLinkRequest.newBuilder().setOwnerUserId(user.id()).setRequestId(request);
        if (tools.random().nextBoolean()) {
            wanted.setMaxUses(1 + tools.random().nextInt(3));
        }
        boolean isShort = tools.oneIn(6);
        if (isShort || tools.oneIn(4)) {
            Instant end = Instant.now().plusMillis(isShort ? tools.random().nextInt(2000, 5000) : 86_400_000);
            wanted.setExpiresAt(Times.timestamp(end));
        }
        return create(user, wanted.build(), isShort ? Set.of("DONE", "INVALID_LINK") : Set.of("DONE"));
    }

    private Optional<OwnLink> create(OwnUser user, CreateContactLinkRequest wanted, Set<String> tellings)
            throws InterruptedException {
        String request = wanted.getRequestId();
        Reply<CreateContactLinkResponse> reply =
                tools.caller().send(request, "CreateContactLink", true, stub -> stub.createContactLink(wanted));
        boolean fits = reply.isOpen() || tellings.contains(reply.told());
        if (reply.yes().isEmpty()) {
            tools.findings().checkRecorded(RULE, fits, () -> user + " wants " + wanted + ": " + reply.told());
            if (!reply.isSurelyNotDone()) {
                user.perhapsLinks().add(request);
                tools.announcements().expect(request, Announcements.CREATED.perhaps(1));
            }
            return Optional.empty();
        }
        ContactLink made = reply.yes().get().getContactLink();
        boolean isWhole = made.getOwnerUserId().equals(user.id())
                && made.getMaxUses() == wanted.getMaxUses()
                && made.hasExpiresAt() == wanted.hasExpiresAt()
                && made.getUseCount() == 0
                && !made.hasRevokedAt();
        tools.findings().checkRecorded(RULE, fits && isWhole, () -> user + " wants " + wanted + ": " + made);
        tools.announcements().expect(request, Announcements.CREATED);
        OwnLink link = new OwnLink(request, made);
        user.links().add(link);
        return Optional.of(link);
    }

    private void createAgain(OwnUser user, OwnLink link) throws InterruptedException {
        Reply<CreateContactLinkResponse> reply = tools.caller()
                .read(
                        "CreateContactLink",
                        stub -> stub.createContactLink(CreateContactLinkRequest.newBuilder()
                                .setOwnerUserId(user.id())
                                .setRequestId(link.request())
                                .setMaxUses(7)
                                .build()));
        boolean fits = reply.isOpen()
                || reply.yes()
                        .map(CreateContactLinkResponse::getContactLink)
                        .filter(link.made()::equals)
                        .isPresent();
        tools.findings().checkRecorded(AGAIN, fits, () -> "%s makes %s: %s".formatted(user, link.made(), reply));
    }

    private void revoke(OwnUser user, OwnLink link, String request) throws InterruptedException {
        boolean changes = !link.isRevoked();
        String attempt = tools.caller().draw();
        Reply<RevokeContactLinkResponse> reply = tools.caller()
                .send(
                        attempt,
                        "RevokeContactLink",
                        changes,
                        stub -> stub.revokeContactLink(RevokeContactLinkRequest.newBuilder()
                                .setOwnerUserId(user.id())
                                .setLinkId(link.id())
                                .setRequestId(request)
                                .build()));
        if (changes) {
            tools.announcements()
                    .expect(
                            attempt,
                            reply.yes().isPresent() ? Announcements.REVOKED : Announcements.REVOKED.perhaps(1));
        }
        if (reply.yes().isEmpty()) {
            tools.findings()
                    .checkRecorded(RULE, reply.isOpen(), () -> "%s revokes %s: %s".formatted(user, link.id(), reply));
            link.perhapsRevoked(request);
            return;
        }
        ContactLink told = reply.yes().get().getContactLink();
        if (changes) {
            link.revoked(request, told);
        }
        boolean fits = told.hasRevokedAt() && told.equals(link.now());
        tools.findings()
                .checkRecorded(
                        changes ? RULE : AGAIN, fits, () -> "%s revokes %s: %s".formatted(user, link.now(), told));
    }

    private void preview(OwnUser user, OwnLink link) throws InterruptedException {
        Instant from = Instant.now().minus(tools.tolerance());
        Reply<PreviewContactLinkResponse> reply = tools.caller()
                .read(
                        "PreviewContactLink",
                        stub -> stub.previewContactLink(PreviewContactLinkRequest.newBuilder()
                                .setToken(link.made().getToken())
                                .build()));
        Set<String> tellings = link.tellings(from, Instant.now().plus(tools.tolerance()));
        boolean fits = reply.isOpen()
                || (tellings.contains(reply.told())
                        && reply.yes().filter(told -> !fits(user, link, told)).isEmpty());
        tools.findings()
                .checkRecorded(
                        RULE, fits, () -> "preview of %s: %s but %s".formatted(link.now(), reply.told(), tellings));
    }

    private static boolean fits(OwnUser user, OwnLink link, PreviewContactLinkResponse told) {
        return told.getOwnerProfile().getUserId().equals(user.id())
                && told.getExpiresAt().equals(link.made().getExpiresAt())
                && user.profile().states().contains(ProfileState.of(told.getOwnerProfile()));
    }

    private void list(OwnUser user) throws InterruptedException {
        new Walks(tools.caller(), tools.findings())
                .links(user.id(), tools.any(SIZES))
                .ifPresent(listed -> check(tools.findings(), user, listed));
    }

    /** Everything that is known of a user's links against what was listed. */
    static void check(Findings findings, OwnUser user, List<ContactLink> listed) {
        boolean isSorted = true;
        Map<String, ContactLink> seen = new HashMap<>();
        for (int i = 0; i < listed.size(); i++) {
            isSorted &= i == 0
                    || !Times.instant(listed.get(i).getCreatedAt())
                            .isAfter(Times.instant(listed.get(i - 1).getCreatedAt()));
            seen.put(listed.get(i).getLinkId(), listed.get(i));
        }
        boolean isOrdered = isSorted && seen.size() == listed.size();
        findings.check("a list of links holds each once, the newest first", isOrdered, () -> user + " lists " + listed);
        for (OwnLink link : user.links()) {
            Optional<ContactLink> found = Optional.ofNullable(seen.remove(link.id()));
            boolean fits = link.isClear() ? found.filter(link.now()::equals).isPresent() : found.isPresent();
            findings.checkRecorded(RULE, fits, () -> "%s lists %s but %s".formatted(user, found, link.now()));
            if (!fits) {
                link.leaveAlone();
            }
        }
        findings.checkRecorded(
                RULE,
                seen.size() <= user.perhapsLinks().size(),
                () -> user + " lists without being asked: " + seen.values());
    }

    private void events(OwnUser user, OwnLink link) throws InterruptedException {
        Optional<List<ContactLinkEvent>> listed =
                new Walks(tools.caller(), tools.findings()).events(user.id(), link.id(), tools.any(SIZES));
        listed.ifPresent(events -> check(tools.findings(), link, events));
    }

    /** Everything that is known of a link's events against what was listed. */
    static void check(Findings findings, OwnLink link, List<ContactLinkEvent> events) {
        findings.checkRecorded(APPENDED, link.seesAgain(events), () -> "%s: %s".formatted(link.id(), events));
        if (link.isClear()) {
            boolean fits = events.stream().map(OwnLink.Happened::of).toList().equals(link.history());
            findings.checkRecorded(EVENTS, fits, () -> "%s: %s but %s".formatted(link.id(), events, link.history()));
        }
    }

    /** Makes as many links as there may be, and one more. */
    void fillUp(OwnUser user) throws InterruptedException {
        for (int i = 0; i < MOST_LIVE; i++) {
            if (create(user, plain(user), Set.of("DONE")).isEmpty()) {
                return;
            }
        }
        Optional<OwnLink> oneMore = create(user, plain(user), Set.of("TOO_MANY_LINKS"));
        tools.findings()
                .check(FULL, oneMore.isEmpty() || !tools.findings().recordsAll(), () -> user + " made a 51st link");
        OwnLink first = user.links().getFirst();
        revoke(user, first, tools.caller().draw());
        if (first.isRevoked()) {
            create(user, plain(user), Set.of("DONE"));
        }
    }

    private CreateContactLinkRequest plain(OwnUser user) {
        return CreateContactLinkRequest.newBuilder()
                .setOwnerUserId(user.id())
                .setRequestId(tools.caller().draw())
                .build();
    }
}
