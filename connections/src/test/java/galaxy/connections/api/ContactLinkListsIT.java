package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.ContactLinkEvent.Kind;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.ListContactLinkEventsRequest;
import galaxy.contracts.connections.v1.ListContactLinkEventsResponse;
import galaxy.contracts.connections.v1.ListContactLinksRequest;
import galaxy.contracts.connections.v1.ListContactLinksResponse;
import galaxy.contracts.connections.v1.RevokeContactLinkRequest;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactLinkListsIT extends OnEachTopology {
    private final Ask ask = new Ask(api);

    private ListContactLinksResponse links(String owner, int size, String token) {
        return api.calls()
                .listContactLinks(ListContactLinksRequest.newBuilder()
                        .setOwnerUserId(owner)
                        .setPageSize(size)
                        .setPageToken(token)
                        .build());
    }

    private ListContactLinkEventsResponse events(String owner, String link, int size, String token) {
        return api.calls()
                .listContactLinkEvents(ListContactLinkEventsRequest.newBuilder()
                        .setOwnerUserId(owner)
                        .setLinkId(link)
                        .setPageSize(size)
                        .setPageToken(token)
                        .build());
    }

    private List<ContactLinkEvent> events(ContactLink link, int size) {
        List<ContactLinkEvent> all = new ArrayList<>();
        String token = "";
        do {
            var page = events(link.getOwnerUserId(), link.getLinkId(), size, token);
            assertThat(page.getEventsCount()).isBetween(1, size);
            all.addAll(page.getEventsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return all;
    }

    private ContactLinkEvent event(ContactLink link, Kind kind, String actor, String request) {
        return ContactLinkEvent.newBuilder()
                .setLinkId(link.getLinkId())
                .setKind(kind)
                .setActorUserId(actor)
                .setRequestId(request)
                .setAt(ask.now())
                .build();
    }

    @Test
    void an_owner_sees_all_links_ever_made_the_newest_first() {
        String owner = Api.freshUser();
        List<ContactLink> made = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            made.addFirst(ask.link(owner));
            api.clock.advance(Duration.ofMillis(1));
        }
        ask.link(Api.freshUser());
        made.set(3, ask.revoke(made.get(3)));
        ask.consume(made.get(5), Api.freshUser());
        made.set(5, made.get(5).toBuilder().setUseCount(1).build());
        assertThat(links(owner, 50, "").getContactLinksList()).isEqualTo(made);
        assertThat(links(owner, 0, "").getContactLinksList()).isEqualTo(made.subList(0, 10));
        ListContactLinksResponse first = links(owner, 5, "");
        ask.link(owner);
        assertThat(first.getContactLinksList()).isEqualTo(made.subList(0, 5));
        assertThat(links(owner, 50, first.getNextPageToken()).getContactLinksList())
                .isEqualTo(made.subList(5, 12));
        assertThat(links(owner, 50, first.getNextPageToken()).getNextPageToken())
                .isEmpty();
    }

    @Test
    void every_change_of_a_link_leaves_one_event_the_oldest_first() {
        String owner = Api.freshUser();
        String user = Api.freshUser();
        String other = Api.freshUser();
        ContactLink link = ask.link(CreateContactLinkRequest.newBuilder()
                .setOwnerUserId(owner)
                .setRequestId("made")
                .setMaxUses(2));
        List<ContactLinkEvent> expected = new ArrayList<>();
        expected.add(event(link, Kind.CREATED, owner, "made"));
        api.clock.advance(Duration.ofMinutes(1));
        ask.consume(link, user, "used");
        expected.add(event(link, Kind.CONSUMED, user, "used"));
        api.clock.advance(Duration.ofMinutes(1));
        ask.consume(link, other, "used");
        expected.add(event(link, Kind.CONSUMED, other, "used"));
        ask.consume(link, user, "used");
        Refused.by(() -> ask.consume(link, Api.freshUser())).as(Code.FAILED_PRECONDITION, "LINK_USED_UP");
        api.clock.advance(Duration.ofMinutes(1));
        for (String request : List.of("revoked", "revoked", "revoked again")) {
            api.calls()
                    .revokeContactLink(RevokeContactLinkRequest.newBuilder()
                            .setOwnerUserId(owner)
                            .setLinkId(link.getLinkId())
                            .setRequestId(request)
                            .build());
        }
        expected.add(event(link, Kind.REVOKED, owner, "revoked"));
        for (int size : new int[] {1, 2, 3, 50}) {
            assertThat(events(link, size)).isEqualTo(expected);
        }
    }

    @Test
    void a_page_of_events_has_ten_if_nothing_else_is_said_and_fifty_at_most() {
        ContactLink link = ask.link(Api.freshUser());
        for (int i = 0; i < 55; i++) {
            ask.consume(link, Api.freshUser());
        }
        assertThat(events(link.getOwnerUserId(), link.getLinkId(), 0, "").getEventsCount())
                .isEqualTo(10);
        assertThat(events(link.getOwnerUserId(), link.getLinkId(), 1000, "").getEventsCount())
                .isEqualTo(50);
        assertThat(events(link, 50)).hasSize(56).doesNotHaveDuplicates();
        assertThat(events(link, 7)).isEqualTo(events(link, 50));
        assertThat(ask.links(link.getOwnerUserId()).getFirst().getUseCount()).isEqualTo(55);
    }

    @Test
    void the_events_of_a_link_of_another_user_are_not_found() {
        ContactLink link = ask.link(Api.freshUser());
        Refused.by(() -> events(Api.freshUser(), link.getLinkId(), 0, "")).as(Code.NOT_FOUND, "LINK_NOT_FOUND");
        Refused.by(() -> events(link.getOwnerUserId(), "nope", 0, "")).as(Code.NOT_FOUND, "LINK_NOT_FOUND");
        Refused.by(() -> events(link.getOwnerUserId(), "", 0, "")).asInvalid("INVALID_LINK_ID", "link_id");
        Refused.by(() -> events("", link.getLinkId(), 0, "")).asInvalid("INVALID_USER_ID", "owner_user_id");
        Refused.by(() -> links(" ", 0, "")).asInvalid("INVALID_USER_ID", "owner_user_id");
    }

    @Test
    void a_page_token_is_good_for_its_own_list_only() {
        String owner = Api.freshUser();
        ContactLink link = ask.link(owner);
        ContactLink other = ask.link(owner);
        ask.consume(link, Api.freshUser());
        String ofLinks = links(owner, 1, "").getNextPageToken();
        String ofEvents = events(owner, link.getLinkId(), 1, "").getNextPageToken();
        assertThat(List.of(ofLinks, ofEvents)).doesNotContain("");
        Refused.by(() -> links(owner, 1, ofEvents)).asInvalid("INVALID_PAGE_TOKEN", "page_token");
        Refused.by(() -> links(Api.freshUser(), 1, ofLinks)).asInvalid("INVALID_PAGE_TOKEN", "page_token");
        Refused.by(() -> events(owner, link.getLinkId(), 1, ofLinks)).asInvalid("INVALID_PAGE_TOKEN", "page_token");
        Refused.by(() -> events(owner, other.getLinkId(), 1, ofEvents)).asInvalid("INVALID_PAGE_TOKEN", "page_token");
        Refused.by(() -> events(owner, link.getLinkId(), 1, "x")).asInvalid("INVALID_PAGE_TOKEN", "page_token");
    }
}
