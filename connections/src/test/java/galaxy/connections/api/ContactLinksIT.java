package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.PreviewContactLinkRequest;
import galaxy.contracts.connections.v1.PreviewContactLinkResponse;
import galaxy.contracts.connections.v1.RevokeContactLinkRequest;
import galaxy.contracts.connections.v1.UserProfile;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactLinksIT extends OnEachTopology {
    private final Ask ask = new Ask(api);

    private static CreateContactLinkRequest.Builder newLink(String owner) {
        return CreateContactLinkRequest.newBuilder().setOwnerUserId(owner).setRequestId(Api.freshRequest());
    }

    private PreviewContactLinkResponse preview(String token) {
        return api.calls()
                .previewContactLink(
                        PreviewContactLinkRequest.newBuilder().setToken(token).build());
    }

    @Test
    void a_link_is_made_with_a_random_token() {
        String owner = Api.freshUser();
        Timestamp end = ask.in(Duration.ofDays(1));
        ContactLink link = ask.link(newLink(" " + owner).setExpiresAt(end).setMaxUses(3));
        assertThat(link)
                .isEqualTo(ContactLink.newBuilder()
                        .setLinkId(link.getLinkId())
                        .setToken(link.getToken())
                        .setOwnerUserId(owner)
                        .setCreatedAt(ask.now())
                        .setExpiresAt(end)
                        .setMaxUses(3)
                        .build());
        assertThat(link.getToken()).matches("[A-Za-z0-9_-]{27}");
        assertThat(link.getLinkId()).matches("lnk_[0-9a-f]{32}");
        ContactLink other = ask.link(owner);
        assertThat(other.getToken()).isNotEqualTo(link.getToken());
        assertThat(other.getLinkId()).isNotEqualTo(link.getLinkId());
        assertThat(other.hasExpiresAt()).isFalse();
        assertThat(other.getMaxUses()).isZero();
    }

    @Test
    void the_end_of_a_link_is_cut_off_at_the_millisecond() {
        Timestamp end = ask.in(Duration.ofDays(1).plusNanos(1_999_999));
        assertThat(ask.link(newLink(Api.freshUser()).setExpiresAt(end)).getExpiresAt())
                .isEqualTo(ask.in(Duration.ofDays(1).plusMillis(1)));
    }

    @Test
    void a_creation_that_is_repeated_returns_the_first_result() {
        String owner = Api.freshUser();
        CreateContactLinkRequest.Builder request = newLink(owner).setMaxUses(5);
        ContactLink link = ask.link(request);
        ask.consume(link, Api.freshUser());
        ask.revoke(link);
        api.clock.advance(Duration.ofHours(1));
        assertThat(ask.link(request)).isEqualTo(link);
        assertThat(ask.link(request.setMaxUses(7).setRequestId(" " + request.getRequestId())))
                .isEqualTo(link);
        assertThat(ask.link(request.setOwnerUserId(Api.freshUser())).getLinkId())
                .isNotEqualTo(link.getLinkId());
        assertThat(api.events().kindsOf(owner).stream().filter(kind -> kind.endsWith(" created")))
                .hasSize(1);
    }

    @Test
    void consuming_makes_one_contact_from_the_consumer_to_the_owner() {
        String owner = Api.freshUser();
        String user = Api.freshUser();
        ContactLink link = ask.link(owner);
        Contact contact = ask.consume(link, user);
        assertThat(contact)
                .isEqualTo(Contact.newBuilder()
                        .setOwnerUserId(user)
                        .setContactUserId(owner)
                        .setCreatedAt(ask.now())
                        .setUpdatedAt(ask.now())
                        .build());
        assertThat(ask.contacts(user, 50)).containsExactly(contact);
        assertThat(ask.contactsOf(owner)).isEmpty();
    }

    @Test
    void a_use_that_is_repeated_returns_the_first_result_whatever_happened_since() {
        ContactLink link = ask.link(newLink(Api.freshUser()).setMaxUses(1).setExpiresAt(ask.in(Duration.ofMinutes(5))));
        String user = Api.freshUser();
        String request = Api.freshRequest();
        Contact first = ask.consume(link, user, request);
        assertThat(ask.consume(link, user, request)).isEqualTo(first);
        ask.add(user, link.getOwnerUserId());
        assertThat(ask.consume(link, user, request)).isEqualTo(first);
        api.clock.advance(Duration.ofMinutes(10));
        assertThat(ask.consume(link, user, request)).isEqualTo(first);
        ask.revoke(link);
        assertThat(ask.consume(link, user, "  " + request)).isEqualTo(first);
    }

    @Test
    void a_contact_that_was_removed_after_the_use_does_not_come_back_by_a_repetition() {
        ContactLink link = ask.link(Api.freshUser());
        String user = Api.freshUser();
        String request = Api.freshRequest();
        ask.consume(link, user, request);
        ask.remove(user, link.getOwnerUserId());
        ask.consume(link, user, request);
        assertThat(ask.contactsOf(user)).isEmpty();
    }

    @Test
    void who_has_the_owner_as_a_contact_uses_the_link_and_keeps_the_contact() {
        ContactLink link = ask.link(Api.freshUser());
        String user = Api.freshUser();
        Contact before = ask.add(user, link.getOwnerUserId());
        api.clock.advance(Duration.ofHours(1));
        assertThat(ask.consume(link, user)).isEqualTo(before);
        assertThat(ask.contacts(user, 50)).containsExactly(before);
        assertThat(api.events().kindsOf(user)).containsExactly("connections.contact.changed added");
        assertThat(ask.links(link.getOwnerUserId()).getFirst().getUseCount()).isEqualTo(1);
    }

    @Test
    void of_several_refusals_the_first_in_the_order_of_the_contract_answers() {
        String owner = Api.freshUser();
        String user = Api.freshUser();
        // Revoked, consumed by this user, expired and used up, all at once; then one less each time.
        ContactLink all = ask.link(newLink(owner).setMaxUses(1).setExpiresAt(ask.in(Duration.ofMinutes(5))));
        ContactLink notRevoked = ask.link(newLink(owner).setMaxUses(1).setExpiresAt(ask.in(Duration.ofMinutes(5))));
        ContactLink notConsumed = ask.link(newLink(owner).setMaxUses(1).setExpiresAt(ask.in(Duration.ofMinutes(5))));
        ContactLink usedUp = ask.link(newLink(owner).setMaxUses(1));
        ask.consume(all, user);
        ask.consume(notRevoked, user);
        ask.consume(notConsumed, Api.freshUser());
        ask.consume(usedUp, Api.freshUser());
        ask.revoke(all);
        api.clock.advance(Duration.ofMinutes(5));
        Refused.by(() -> ask.consume(all, owner)).asInvalid("OWN_LINK", "user_id");
        Refused.by(() -> ask.consume(all, user)).as(Code.FAILED_PRECONDITION, "LINK_REVOKED");
        Refused.by(() -> ask.consume(notRevoked, user)).as(Code.ALREADY_EXISTS, "LINK_ALREADY_CONSUMED");
        Refused.by(() -> ask.consume(notConsumed, user)).as(Code.FAILED_PRECONDITION, "LINK_EXPIRED");
        Refused.by(() -> ask.consume(usedUp, user)).as(Code.FAILED_PRECONDITION, "LINK_USED_UP");
        Refused.by(() -> preview(all.getToken())).as(Code.FAILED_PRECONDITION, "LINK_REVOKED");
        Refused.by(() -> preview(notConsumed.getToken())).as(Code.FAILED_PRECONDITION, "LINK_EXPIRED");
        Refused.by(() -> preview(usedUp.getToken())).as(Code.FAILED_PRECONDITION, "LINK_USED_UP");
        assertThat(ask.contactsOf(user)).containsExactly(owner);
    }

    @Test
    void a_link_expires_at_its_end_to_the_millisecond() {
        ContactLink link = ask.link(newLink(Api.freshUser()).setExpiresAt(ask.in(Duration.ofMinutes(1))));
        api.clock.advance(Duration.ofMinutes(1).minusMillis(1));
        ask.consume(link, Api.freshUser());
        preview(link.getToken());
        api.clock.advance(Duration.ofMillis(1));
        Refused.by(() -> ask.consume(link, Api.freshUser())).as(Code.FAILED_PRECONDITION, "LINK_EXPIRED");
    }

    @Test
    void an_unknown_token_is_not_found_whatever_it_looks_like() {
        ContactLink link = ask.link(Api.freshUser());
        for (String wrong : List.of("nope", "A".repeat(27), link.getToken() + "A", "💫", link.getLinkId())) {
            ContactLink unknown = link.toBuilder().setToken(wrong).build();
            Refused.by(() -> ask.consume(unknown, Api.freshUser())).as(Code.NOT_FOUND, "LINK_NOT_FOUND");
            Refused.by(() -> ask.consume(unknown, link.getOwnerUserId())).as(Code.NOT_FOUND, "LINK_NOT_FOUND");
            Refused.by(() -> preview(wrong)).as(Code.NOT_FOUND, "LINK_NOT_FOUND");
        }
        for (String none : List.of("", " \t")) {
            ContactLink unknown = link.toBuilder().setToken(none).build();
            Refused.by(() -> ask.consume(unknown, Api.freshUser())).asInvalid("INVALID_TOKEN", "token");
            Refused.by(() -> preview(none)).asInvalid("INVALID_TOKEN", "token");
        }
        assertThat(preview(" " + link.getToken() + "\n").getOwnerProfile().getUserId())
                .isEqualTo(link.getOwnerUserId());
    }

    @Test
    void a_revoked_link_stays_revoked_at_the_same_time() {
        ContactLink link = ask.link(Api.freshUser());
        api.clock.advance(Duration.ofHours(1));
        ContactLink revoked = ask.revoke(link);
        assertThat(revoked).isEqualTo(link.toBuilder().setRevokedAt(ask.now()).build());
        api.clock.advance(Duration.ofHours(1));
        assertThat(ask.revoke(link)).isEqualTo(revoked);
        assertThat(api.events().kindsOf(link.getOwnerUserId()))
                .containsExactly(
                        "connections.contact_link.changed created", "connections.contact_link.changed revoked");
    }

    @Test
    void a_link_that_expired_or_is_used_up_can_still_be_revoked() {
        ContactLink link = ask.link(newLink(Api.freshUser()).setMaxUses(1).setExpiresAt(ask.in(Duration.ofMinutes(1))));
        ask.consume(link, Api.freshUser());
        api.clock.advance(Duration.ofMinutes(2));
        ContactLink revoked = ask.revoke(link);
        assertThat(revoked.getRevokedAt()).isEqualTo(ask.now());
        assertThat(revoked.getUseCount()).isEqualTo(1);
    }

    @Test
    void a_link_of_another_user_or_an_unknown_link_is_not_revoked() {
        ContactLink link = ask.link(Api.freshUser());
        ContactLink foreign = link.toBuilder().setOwnerUserId(Api.freshUser()).build();
        Refused.by(() -> ask.revoke(foreign)).as(Code.NOT_FOUND, "LINK_NOT_FOUND");
        for (String wrong : List.of("nope", "lnk_" + "0".repeat(32), link.getToken())) {
            Refused.by(() -> ask.revoke(link.toBuilder().setLinkId(wrong).build()))
                    .as(Code.NOT_FOUND, "LINK_NOT_FOUND");
        }
        Refused.by(() -> ask.revoke(link.toBuilder().setLinkId(" ").build())).asInvalid("INVALID_LINK_ID", "link_id");
        ask.consume(link, Api.freshUser());
    }

    @Test
    void a_preview_shows_the_owner_and_the_end_and_changes_nothing() {
        String owner = Api.freshUser();
        ContactLink bare = ask.link(owner);
        assertThat(preview(bare.getToken()))
                .isEqualTo(PreviewContactLinkResponse.newBuilder()
                        .setOwnerProfile(UserProfile.newBuilder().setUserId(owner))
                        .build());
        UserProfile profile = ask.profile(owner, Api.freshName(), "Nova");
        Timestamp end = ask.in(Duration.ofDays(1));
        ContactLink link = ask.link(newLink(owner).setMaxUses(1).setExpiresAt(end));
        for (int i = 0; i < 3; i++) {
            assertThat(preview(link.getToken()))
                    .isEqualTo(PreviewContactLinkResponse.newBuilder()
                            .setOwnerProfile(profile)
                            .setExpiresAt(end)
                            .build());
        }
        assertThat(ask.links(owner).getFirst().getUseCount()).isZero();
    }

    @Test
    void an_owner_has_fifty_live_links_at_most() {
        String owner = Api.freshUser();
        List<ContactLink> links = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            links.add(ask.link(owner));
        }
        links.add(ask.link(newLink(owner).setExpiresAt(ask.in(Duration.ofMinutes(1)))));
        links.add(ask.link(newLink(owner).setMaxUses(1)));
        CreateContactLinkRequest.Builder next = newLink(owner);
        Refused.by(() -> ask.link(next)).as(Code.RESOURCE_EXHAUSTED, "TOO_MANY_LINKS");
        ask.link(Api.freshUser());
        ask.revoke(links.get(7));
        links.add(ask.link(next));
        Refused.by(() -> ask.link(newLink(owner))).as(Code.RESOURCE_EXHAUSTED, "TOO_MANY_LINKS");
        ask.consume(links.get(49), Api.freshUser());
        links.add(ask.link(newLink(owner)));
        Refused.by(() -> ask.link(newLink(owner))).as(Code.RESOURCE_EXHAUSTED, "TOO_MANY_LINKS");
        api.clock.advance(Duration.ofMinutes(1));
        links.add(ask.link(newLink(owner)));
        Refused.by(() -> ask.link(newLink(owner))).as(Code.RESOURCE_EXHAUSTED, "TOO_MANY_LINKS");
        assertThat(ask.links(owner)).extracting(ContactLink::getLinkId).hasSize(53);
        assertThat(ask.link(next).getLinkId()).isEqualTo(links.get(50).getLinkId());
    }

    @Test
    void an_invalid_request_for_a_link_is_refused() {
        String owner = Api.freshUser();
        Refused.by(() -> ask.link(newLink(owner).setMaxUses(-1))).asInvalid("INVALID_LINK", "max_uses");
        for (String span : List.of("30d", "P0D", "-P1D", "P9000Y")) {
            Refused.by(() -> ask.link(newLink(owner).setExpiresIn(span))).asInvalid("INVALID_LINK", "expires_in");
        }
        Refused.by(() -> ask.link(newLink(owner).setExpiresIn("P1D").setExpiresAt(ask.now())))
                .asInvalid("INVALID_LINK", "expires_in");
        Refused.by(() -> ask.link(newLink(owner).setExpiresAt(ask.now()))).asInvalid("INVALID_LINK", "expires_at");
        Refused.by(() -> ask.link(newLink(owner).setExpiresAt(Timestamp.getDefaultInstance())))
                .asInvalid("INVALID_LINK", "expires_at");
        Refused.by(() -> ask.link(
                        newLink(owner).setExpiresAt(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))))
                .asInvalid("INVALID_LINK", "expires_at");
        Refused.by(() -> ask.link(newLink(owner)
                        .setExpiresAt(ask.in(Duration.ofDays(1)).toBuilder().setNanos(-1))))
                .asInvalid("INVALID_LINK", "expires_at");
        ask.link(newLink(owner).setExpiresAt(Timestamp.newBuilder().setSeconds(253_402_300_799L)));
        for (String wrong : List.of("", " ", "x".repeat(129))) {
            Refused.by(() -> ask.link(newLink(owner).setRequestId(wrong)))
                    .asInvalid("INVALID_REQUEST_ID", "request_id");
            ContactLink link = ask.link(owner);
            Refused.by(() -> ask.consume(link, Api.freshUser(), wrong)).asInvalid("INVALID_REQUEST_ID", "request_id");
            Refused.by(() -> api.calls()
                            .revokeContactLink(RevokeContactLinkRequest.newBuilder()
                                    .setOwnerUserId(owner)
                                    .setLinkId(link.getLinkId())
                                    .setRequestId(wrong)
                                    .build()))
                    .asInvalid("INVALID_REQUEST_ID", "request_id");
            Refused.by(() -> ask.link(newLink(wrong))).asInvalid("INVALID_USER_ID", "owner_user_id");
            Refused.by(() -> ask.consume(link, wrong)).asInvalid("INVALID_USER_ID", "user_id");
            Refused.by(() -> ask.revoke(link.toBuilder().setOwnerUserId(wrong).build()))
                    .asInvalid("INVALID_USER_ID", "owner_user_id");
        }
    }
}
