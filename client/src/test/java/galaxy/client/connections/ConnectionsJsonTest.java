package galaxy.client.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.PreviewContactLinkResponse;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.contracts.connections.v1.UsernameRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Values are written as protobuf itself writes their messages. */
final class ConnectionsJsonTest {
    private static final JsonFormat.Printer PROTOBUF = JsonFormat.printer()
            .preservingProtoFieldNames()
            .omittingInsignificantWhitespace()
            .alwaysPrintFieldsWithNoPresence();
    private static final Timestamp WHOLE =
            Timestamp.newBuilder().setSeconds(1_772_366_400).build();
    private static final Timestamp MILLIS =
            WHOLE.toBuilder().setNanos(120_000_000).build();

    private static final UserProfile PROFILE = UserProfile.newBuilder()
            .setUserId("u1")
            .setUsername("nova")
            .setName("Nova \"Pilot\"")
            .setAvatarSetId("ships")
            .setAvatarAssetId("rocket")
            .setBio("Sees\nfar")
            .setCreatedAt(WHOLE)
            .setUpdatedAt(MILLIS)
            .build();

    @Test
    void of_usernames() throws InvalidProtocolBufferException {
        var message = UsernameRecord.newBuilder()
                .setUserId("u1")
                .setUsername("nova")
                .setCreatedAt(WHOLE)
                .setUpdatedAt(MILLIS)
                .build();
        check(message, ConnectionsJson.username(Decode.username(message)));
    }

    @Test
    void of_profiles_with_all_fields_and_with_none() throws InvalidProtocolBufferException {
        check(PROFILE, ConnectionsJson.profile(Decode.profile(PROFILE)));
        var empty = UserProfile.newBuilder().setUserId("u1").build();
        check(empty, ConnectionsJson.profile(Decode.profile(empty)));
    }

    @Test
    void of_contacts() throws InvalidProtocolBufferException {
        var message = Contact.newBuilder()
                .setOwnerUserId("u1")
                .setContactUserId("u2")
                .setCreatedAt(WHOLE)
                .setUpdatedAt(MILLIS)
                .build();
        check(message, ConnectionsJson.contact(Decode.contact(message)));
    }

    @Test
    void of_links_with_and_without_an_end() throws InvalidProtocolBufferException {
        var message = ContactLink.newBuilder()
                .setLinkId("lnk_1")
                .setOwnerUserId("u1")
                .setToken("t")
                .setCreatedAt(WHOLE)
                .build();
        check(message, ConnectionsJson.link(Decode.link(message)));
        var ended = message.toBuilder()
                .setExpiresAt(MILLIS)
                .setRevokedAt(MILLIS)
                .setMaxUses(2)
                .setUseCount(1)
                .setLabel("Team \u00E9")
                .build();
        check(ended, ConnectionsJson.link(Decode.link(ended)));
    }

    @Test
    void of_events() throws InvalidProtocolBufferException {
        for (var kind : new ContactLinkEvent.Kind[] {
            ContactLinkEvent.Kind.CREATED, ContactLinkEvent.Kind.CONSUMED, ContactLinkEvent.Kind.REVOKED
        }) {
            var message = ContactLinkEvent.newBuilder()
                    .setLinkId("lnk_1")
                    .setKind(kind)
                    .setActorUserId("u2")
                    .setRequestId("r1")
                    .setAt(MILLIS)
                    .build();
            check(message, ConnectionsJson.event(Decode.event(message)));
        }
    }

    @Test
    void of_previews() throws InvalidProtocolBufferException {
        var message = PreviewContactLinkResponse.newBuilder()
                .setOwnerProfile(PROFILE)
                .setExpiresAt(WHOLE)
                .build();
        check(message, ConnectionsJson.preview(Decode.preview(message)));
    }

    @Test
    void an_event_kind_that_is_newer_than_the_client_is_unknown() {
        var event = Decode.event(ContactLinkEvent.newBuilder().setKindValue(9).build());
        assertThat(event.kind()).isEqualTo(galaxy.client.connections.ContactLinkEvent.Kind.UNKNOWN);
    }

    private static void check(Message message, JsonNode written) throws InvalidProtocolBufferException {
        assertThat(written.toString()).isEqualTo(PROTOBUF.print(message));
    }
}
