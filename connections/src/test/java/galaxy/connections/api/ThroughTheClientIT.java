package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import galaxy.client.CallContext;
import galaxy.client.PageRequest;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsException;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.Outcome;
import galaxy.client.connections.Refusal.Reason;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.SetPublicProfileRequest;
import galaxy.contracts.connections.v1.SetUserProfileRequest;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.kernel.Page;
import galaxy.kernel.Secret;
import java.time.Duration;
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

    private static void refused(Outcome<?> outcome, Reason reason, String... fields) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(reason);
            assertThat(refused.refusal().message()).isNotBlank();
            assertThat(refused.refusal().details()).extracting("field").containsExactly((Object[]) fields);
        });
    }

    @Test
    void usernames_and_profiles() {
        String user = Api.freshUser();
        String name = Api.freshName();
        refused(client.getUsername(user), Reason.USERNAME_NOT_FOUND);
        var username = client.setUsername(user, name).orElseThrow();
        assertThat(client.getUsername(user).orElseThrow()).isEqualTo(username);
        assertThat(client.lookupUsername(name).orElseThrow()).isEqualTo(username);
        refused(client.setUsername(Api.freshUser(), name), Reason.USERNAME_TAKEN);
        refused(client.setUsername(user, "x"), Reason.INVALID_USERNAME, "username");
        refused(client.getPublicProfile(user), Reason.PROFILE_NOT_FOUND);
        var details = client.setPublicProfile(SetPublicProfileRequest.newBuilder()
                        .setUserId(user)
                        .setName("Nova")
                        .build())
                .orElseThrow();
        assertThat(client.getPublicProfile(user).orElseThrow()).isEqualTo(details);
        assertThat(client.lookupPublicProfile(name).orElseThrow().getPublicProfileRecord())
                .isEqualTo(details);
        UserProfile profile = client.setUserProfile(SetUserProfileRequest.newBuilder()
                        .setUserId(user)
                        .setUsername(name)
                        .setName("Orion")
                        .build())
                .orElseThrow();
        assertThat(client.getUserProfile(user).orElseThrow()).isEqualTo(profile);
        assertThat(client.lookupUserProfile(name).orElseThrow()).isEqualTo(profile);
    }

    @Test
    void contacts_page_by_page() {
        String owner = Api.freshUser();
        for (String contact : List.of("a", "b", "c")) {
            assertThat(client.addContact(owner, contact).orElseThrow().getContactUserId())
                    .isEqualTo(contact);
        }
        client.removeContact(owner, "b").orElseThrow();
        Page<Contact, String> first =
                client.contacts(owner, PageRequest.first(1)).orElseThrow();
        assertThat(first.items()).extracting(Contact::getContactUserId).containsExactly("a");
        Page<Contact, String> last = client.contacts(
                        owner, PageRequest.after(first.next().orElseThrow(), 1))
                .orElseThrow();
        assertThat(last.items()).extracting(Contact::getContactUserId).containsExactly("c");
        assertThat(last.next()).isEmpty();
        refused(client.addContact(owner, owner), Reason.OWN_CONTACT, "contact_user_id");
        refused(client.contacts(owner, PageRequest.after("x", 1)), Reason.INVALID_PAGE_TOKEN, "page_token");
    }

    @Test
    void contact_links() {
        String owner = Api.freshUser();
        String user = Api.freshUser();
        ContactLink link = client.createContactLink(
                        owner, "r-1", Optional.of(api.clock.instant().plus(Duration.ofDays(1))), 1)
                .orElseThrow();
        Secret token = Secret.of(link.getToken());
        assertThat(client.previewContactLink(token)
                        .orElseThrow()
                        .getOwnerProfile()
                        .getUserId())
                .isEqualTo(owner);
        assertThat(client.consumeContactLink(token, user, "r-2").orElseThrow().getContactUserId())
                .isEqualTo(owner);
        refused(client.consumeContactLink(token, user, "r-3"), Reason.LINK_ALREADY_CONSUMED);
        refused(client.consumeContactLink(token, Api.freshUser(), "r-3"), Reason.LINK_USED_UP);
        refused(client.previewContactLink(Secret.of("none")), Reason.LINK_NOT_FOUND);
        assertThat(client.revokeContactLink(owner, link.getLinkId(), "r-4")
                        .orElseThrow()
                        .hasRevokedAt())
                .isTrue();
        assertThat(client.contactLinks(owner, PageRequest.first(5))
                        .orElseThrow()
                        .items())
                .extracting(ContactLink::getLinkId)
                .containsExactly(link.getLinkId());
        assertThat(client.contactLinkEvents(owner, link.getLinkId(), PageRequest.first(5))
                        .orElseThrow()
                        .items())
                .extracting(ContactLinkEvent::getKind)
                .containsExactly(
                        ContactLinkEvent.Kind.CREATED, ContactLinkEvent.Kind.CONSUMED, ContactLinkEvent.Kind.REVOKED);
    }

    @Test
    void a_call_that_is_part_of_something_says_so() {
        String user = Api.freshUser();
        client.in(CallContext.none().withRequestId("part-7"))
                .setUsername(user, Api.freshName())
                .orElseThrow();
        assertThat(api.events().of(user).getFirst().data().path("request_id").asString())
                .isEqualTo("part-7");
    }

    @Test
    void a_missing_service_is_reported_when_the_timeout_ends() {
        try (ConnectionsClient nowhere =
                ConnectionsClient.of(ConnectionsSettings.of("127.0.0.1:1").withPatience(Duration.ofMillis(300)))) {
            ConnectionsException thrown =
                    catchThrowableOfType(ConnectionsException.class, () -> nowhere.getUsername("u"));
            assertThat(thrown.reason()).isIn("UNAVAILABLE", "DEADLINE_EXCEEDED");
            assertThat(thrown.getMessage().lines()).hasSize(1);
        }
    }
}
