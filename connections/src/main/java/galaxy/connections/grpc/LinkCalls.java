package galaxy.connections.grpc;

import galaxy.connections.link.ContactLink;
import galaxy.connections.link.LinkId;
import galaxy.connections.link.LinkOutcome;
import galaxy.connections.link.LinkRefusal;
import galaxy.connections.link.LinkToken;
import galaxy.connections.link.Links;
import galaxy.connections.link.NewLink;
import galaxy.connections.profile.Profiles;
import galaxy.connections.user.UserRef;
import galaxy.contracts.connections.v1.ConsumeContactLinkRequest;
import galaxy.contracts.connections.v1.ConsumeContactLinkResponse;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.CreateContactLinkResponse;
import galaxy.contracts.connections.v1.GetContactLinkRequest;
import galaxy.contracts.connections.v1.GetContactLinkResponse;
import galaxy.contracts.connections.v1.ListContactLinkEventsRequest;
import galaxy.contracts.connections.v1.ListContactLinkEventsResponse;
import galaxy.contracts.connections.v1.ListContactLinksRequest;
import galaxy.contracts.connections.v1.ListContactLinksResponse;
import galaxy.contracts.connections.v1.PreviewContactLinkRequest;
import galaxy.contracts.connections.v1.PreviewContactLinkResponse;
import galaxy.contracts.connections.v1.RevokeContactLinkRequest;
import galaxy.contracts.connections.v1.RevokeContactLinkResponse;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.kernel.IdempotencyKey;

/** The calls on contact links. */
final class LinkCalls {
    private final Links links;
    private final Profiles profiles;
    private final Paging paging;

    LinkCalls(Links links, Profiles profiles, Paging paging) {
        this.links = links;
        this.profiles = profiles;
        this.paging = paging;
    }

    CreateContactLinkResponse createContactLink(CreateContactLinkRequest request) {
        UserRef owner = Decode.user("owner_user_id", request.getOwnerUserId());
        IdempotencyKey key = Decode.idempotencyKey(request.getRequestId());
        var wanted = new NewLink(
                Decode.end(request), Decode.maxUses(request.getMaxUses()), Decode.label(request.getLabel()));
        return CreateContactLinkResponse.newBuilder()
                .setContactLink(Encode.link(done(links.create(owner, wanted, key, Calls.cause()))))
                .build();
    }

    RevokeContactLinkResponse revokeContactLink(RevokeContactLinkRequest request) {
        UserRef owner = Decode.user("owner_user_id", request.getOwnerUserId());
        IdempotencyKey key = Decode.idempotencyKey(request.getRequestId());
        LinkId linkId = Decode.linkId(request.getLinkId());
        return RevokeContactLinkResponse.newBuilder()
                .setContactLink(Encode.link(done(links.revoke(owner, linkId, key, Calls.cause()))))
                .build();
    }

    ConsumeContactLinkResponse consumeContactLink(ConsumeContactLinkRequest request) {
        UserRef user = Decode.user("user_id", request.getUserId());
        IdempotencyKey key = Decode.idempotencyKey(request.getRequestId());
        LinkToken token = Decode.token(request.getToken());
        return ConsumeContactLinkResponse.newBuilder()
                .setContact(Encode.contact(done(links.consume(token, user, key, Calls.cause()))))
                .build();
    }

    PreviewContactLinkResponse previewContactLink(PreviewContactLinkRequest request) {
        ContactLink link = done(links.preview(Decode.token(request.getToken())));
        var response = PreviewContactLinkResponse.newBuilder()
                .setOwnerProfile(profiles.find(link.owner())
                        .map(Encode::profile)
                        .orElseGet(() -> UserProfile.newBuilder()
                                .setUserId(link.owner().value())
                                .build()));
        link.expiresAt().ifPresent(end -> response.setExpiresAt(Encode.time(end)));
        return response.build();
    }

    GetContactLinkResponse getContactLink(GetContactLinkRequest request) {
        UserRef owner = Decode.user("owner_user_id", request.getOwnerUserId());
        return GetContactLinkResponse.newBuilder()
                .setContactLink(Encode.link(done(links.find(owner, Decode.linkId(request.getLinkId())))))
                .build();
    }

    ListContactLinksResponse listContactLinks(ListContactLinksRequest request) {
        UserRef owner = Decode.user("owner_user_id", request.getOwnerUserId());
        String list = "contact-links\n" + owner.value();
        var page = links.page(owner, paging.after(list, request.getPageToken()), Paging.size(request.getPageSize()));
        return ListContactLinksResponse.newBuilder()
                .addAllContactLinks(page.items().stream().map(Encode::link).toList())
                .setNextPageToken(paging.next(list, page))
                .build();
    }

    ListContactLinkEventsResponse listContactLinkEvents(ListContactLinkEventsRequest request) {
        UserRef owner = Decode.user("owner_user_id", request.getOwnerUserId());
        LinkId linkId = Decode.linkId(request.getLinkId());
        String list = "contact-link-events\n" + owner.value() + "\n" + linkId.value();
        long from =
                paging.after(list, request.getPageToken()).map(Long::parseLong).orElse(0L);
        var page = done(links.events(owner, linkId, from, Paging.size(request.getPageSize())));
        return ListContactLinkEventsResponse.newBuilder()
                .addAllEvents(page.items().stream().map(Encode::event).toList())
                .setNextPageToken(paging.next(list, page))
                .build();
    }

    private static <T> T done(LinkOutcome<T> outcome) {
        return switch (outcome) {
            case LinkOutcome.Done<T>(T value) -> value;
            case LinkOutcome.Refused<T>(LinkRefusal refusal) -> throw Refusals.of(refusal);
        };
    }
}
