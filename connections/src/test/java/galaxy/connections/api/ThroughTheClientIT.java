package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import galaxy.client.CallContext;
import galaxy.client.Detail;
import galaxy.client.NoResponseException;
import galaxy.client.Outcome;
import galaxy.client.PageRequest;
import galaxy.client.Timeouts;
import galaxy.client.connections.Avatar;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.Contact;
import galaxy.client.connections.ContactLink;
import galaxy.client.connections.ContactLinkEvent;
import galaxy.client.connections.LinkToken;
import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Page;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every call through the Java client. */
class ThroughTheClientIT extends OnEachTopology {
    private ConnectionsClient client;

    @BeforeEach
    void connect() {
        client = ConnectionsClient.of(ConnectionsSettings.of(api.target()));
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static void refused(Outcome<?, Refusal> outcome, Refusal reason, String... fields) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        var refused = (Outcome.Refused<?, Refusal>) outcome;
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.error().message()).isNotBlank();
        assertThat(refused.error().details()).extracting(Detail::field).containsExactly(fields);
    }

    private static UserRef freshUser() {
        return UserRef.of(Api.freshUser());
    }

    private static Username freshName() {
        return Username.of(Api.freshName());
    }

    private static IdempotencyKey key(String text) {
        return IdempotencyKey.of(text);
    }

    @Test
    void usernames_and_profiles() {
        UserRef user = freshUser();
        Username name = freshName();
        refused(client.getUsername(user), Refusal.USERNAME_NOT_FOUND);
        var username = client.setUsername(user, name).orElseThrow();
        assertThat(client.getUsername(user).orElseThrow()).isEqualTo(username);
        assertThat(client.lookupUsername(name).orElseThrow()).isEqualTo(username);
        refused(client.setUsername(freshUser(), name), Refusal.USERNAME_TAKEN);
        refused(client.setUsername(user, Username.of("x")), Refusal.INVALID_USERNAME, "username");
        refused(client.getPublicProfile(user), Refusal.PROFILE_NOT_FOUND);
        assertThat(client.lookupPublicProfile(name).orElseThrow().profile()).isEmpty();
        var details =
                client.setPublicProfile(user, ProfileDetails.named("Nova")).orElseThrow();
        assertThat(client.getPublicProfile(user).orElseThrow()).isEqualTo(details);
        assertThat(client.lookupPublicProfile(name).orElseThrow().profile()).contains(details);
        var orion = new ProfileDetails("Orion", Optional.of(new Avatar("ships", "rocket")), "Sees far");
        UserProfile profile = client.setUserProfile(user, name, orion).orElseThrow();
        assertThat(profile.details()).isEqualTo(orion);
        assertThat(client.getUserProfile(user).orElseThrow()).isEqualTo(profile);
        assertThat(client.lookupUserProfile(name).orElseThrow()).isEqualTo(profile);
        assertThat(client.getUserProfiles(List.of(freshUser(), user, user)).orElseThrow())
                .containsExactly(profile);
        refused(client.getUserProfiles(Collections.nCopies(101, user)), Refusal.TOO_MANY_USER_IDS, "user_ids");
    }

    @Test
    void contacts_page_by_page() {
        UserRef owner = freshUser();
        for (String contact : List.of("a", "b", "c")) {
            assertThat(client.addContact(owner, UserRef.of(contact))
                            .orElseThrow()
                            .contact())
                    .isEqualTo(UserRef.of(contact));
        }
        client.removeContact(owner, UserRef.of("b")).orElseThrow();
        Page<Contact, String> first =
                client.contacts(owner, PageRequest.first(1)).orElseThrow();
        assertThat(first.items()).extracting(Contact::contact).containsExactly(UserRef.of("a"));
        Page<Contact, String> last = client.contacts(
                        owner, PageRequest.after(first.next().orElseThrow(), 1))
                .orElseThrow();
        assertThat(last.items()).extracting(Contact::contact).containsExactly(UserRef.of("c"));
        assertThat(last.next()).isEmpty();
        assertThat(client.contacts(owner)).hasSize(2);
        refused(client.addContact(owner, owner), Refusal.OWN_CONTACT, "contact_user_id");
        refused(client.contacts(owner, PageRequest.after("x", 1)), Refusal.INVALID_PAGE_TOKEN, "page_token");
    }

    @Test
    void contact_links() {
        UserRef owner = freshUser();
        UserRef user = freshUser();
        ContactLink link = client.createContactLink(
                        owner, key("r-1"), new End.At(api.clock.instant().plus(Duration.ofDays(1))), 1, "Team")
                .orElseThrow();
        LinkToken token = link.token();
        assertThat(link.label()).isEqualTo("Team");
        assertThat(client.getContactLink(owner, link.id()).orElseThrow()).isEqualTo(link);
        refused(client.getContactLink(user, link.id()), Refusal.LINK_NOT_FOUND);
        assertThat(client.previewContactLink(token).orElseThrow().owner().userId())
                .isEqualTo(owner);
        assertThat(client.consumeContactLink(token, user, key("r-2"))
                        .orElseThrow()
                        .contact())
                .isEqualTo(owner);
        refused(client.consumeContactLink(token, user, key("r-3")), Refusal.LINK_ALREADY_CONSUMED);
        refused(client.consumeContactLink(token, freshUser(), key("r-3")), Refusal.LINK_USED_UP);
        refused(client.previewContactLink(LinkToken.of("none")), Refusal.LINK_NOT_FOUND);
        assertThat(client.revokeContactLink(owner, link.id(), key("r-4"))
                        .orElseThrow()
                        .usage()
                        .revokedAt())
                .isPresent();
        assertThat(client.contactLinks(owner)).extracting(ContactLink::id).containsExactly(link.id());
        assertThat(client.contactLinkEvents(owner, link.id()))
                .extracting(ContactLinkEvent::kind)
                .containsExactly(
                        ContactLinkEvent.Kind.CREATED, ContactLinkEvent.Kind.CONSUMED, ContactLinkEvent.Kind.REVOKED);
    }

    @Test
    void a_call_within_a_larger_request_sends_its_id() {
        UserRef user = freshUser();
        client.in(CallContext.none().withRequestId("part-7"))
                .setUsername(user, freshName())
                .orElseThrow();
        assertThat(api.events()
                        .of(user.value())
                        .getFirst()
                        .data()
                        .path("request_id")
                        .asString())
                .isEqualTo("part-7");
    }

    @Test
    void a_missing_service_is_reported_when_the_timeout_ends() {
        try (ConnectionsClient nowhere = ConnectionsClient.of(ConnectionsSettings.of("127.0.0.1:1")
                .withTimeouts(Timeouts.DEFAULT.withCall(Duration.ofMillis(300))))) {
            NoResponseException thrown =
                    catchThrowableOfType(NoResponseException.class, () -> nowhere.getUsername(UserRef.of("u")));
            assertThat(thrown).hasMessageContaining("127.0.0.1:1 did not respond");
            assertThat(thrown.getMessage().lines()).hasSize(1);
        }
    }
}
