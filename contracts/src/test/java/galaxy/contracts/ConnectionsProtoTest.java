package galaxy.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import galaxy.contracts.connections.v1.Connections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Names, numbers and types that clients of {@code connections.v1} have compiled in. None may ever change or go. */
final class ConnectionsProtoTest {
    private static final FileDescriptor FILE = Connections.getDescriptor();

    /** One line for each message: its fields by number, with the type where that is not {@code string}. */
    private static final List<String> FROZEN = List.of(
            "Contact: owner_user_id 1, contact_user_id 2, created_at 3 Timestamp, updated_at 4 Timestamp",
            "UsernameRecord: user_id 1, username 2, created_at 3 Timestamp, updated_at 4 Timestamp",
            "PublicProfileRecord: user_id 1, name 2, avatar_set_id 3, avatar_asset_id 4, bio 5, created_at 6 Timestamp,"
                    + " updated_at 7 Timestamp",
            "UserProfile: user_id 1, username 2, name 3, avatar_set_id 4, avatar_asset_id 5, bio 6, created_at 7 Timestamp,"
                    + " updated_at 8 Timestamp",
            "AddContactRequest: owner_user_id 1, contact_user_id 2",
            "AddContactResponse: contact 1 Contact",
            "RemoveContactRequest: owner_user_id 1, contact_user_id 2",
            "RemoveContactResponse: ",
            "ListContactsRequest: owner_user_id 1, page_size 2 int32, page_token 3",
            "ListContactsResponse: contacts 1 repeated Contact, next_page_token 2",
            "SetUsernameRequest: user_id 1, username 2",
            "SetUsernameResponse: username_record 1 UsernameRecord",
            "GetUsernameRequest: user_id 1",
            "GetUsernameResponse: username_record 1 UsernameRecord",
            "LookupUsernameRequest: username 1",
            "LookupUsernameResponse: username_record 1 UsernameRecord",
            "SetPublicProfileRequest: user_id 1, name 2, avatar_set_id 3, avatar_asset_id 4, bio 5",
            "SetPublicProfileResponse: public_profile_record 1 PublicProfileRecord",
            "GetPublicProfileRequest: user_id 1",
            "GetPublicProfileResponse: public_profile_record 1 PublicProfileRecord",
            "LookupPublicProfileRequest: username 1",
            "LookupPublicProfileResponse: username_record 1 UsernameRecord, public_profile_record 2 PublicProfileRecord",
            "SetUserProfileRequest: user_id 1, username 2, name 3, avatar_set_id 4, avatar_asset_id 5, bio 6",
            "SetUserProfileResponse: user_profile 1 UserProfile",
            "GetUserProfileRequest: user_id 1",
            "GetUserProfileResponse: user_profile 1 UserProfile",
            "BatchGetUserProfilesRequest: user_ids 1 repeated",
            "BatchGetUserProfilesResponse: user_profiles 1 repeated UserProfile",
            "LookupUserProfileRequest: username 1",
            "LookupUserProfileResponse: user_profile 1 UserProfile",
            "ContactLink: link_id 1, owner_user_id 2, token 3, created_at 4 Timestamp, expires_at 5 Timestamp,"
                    + " revoked_at 6 Timestamp, max_uses 7 int32, use_count 8 int32, label 9",
            "ContactLinkEvent: link_id 1, kind 2 Kind, actor_user_id 3, request_id 4, at 5 Timestamp",
            "CreateContactLinkRequest: owner_user_id 1, request_id 2, expires_at 3 Timestamp, max_uses 4 int32,"
                    + " expires_in 5, label 6",
            "CreateContactLinkResponse: contact_link 1 ContactLink",
            "RevokeContactLinkRequest: owner_user_id 1, link_id 2, request_id 3",
            "RevokeContactLinkResponse: contact_link 1 ContactLink",
            "ConsumeContactLinkRequest: token 1, user_id 2, request_id 3",
            "ConsumeContactLinkResponse: contact 1 Contact",
            "PreviewContactLinkRequest: token 1",
            "PreviewContactLinkResponse: owner_profile 1 UserProfile, expires_at 2 Timestamp",
            "GetContactLinkRequest: owner_user_id 1, link_id 2",
            "GetContactLinkResponse: contact_link 1 ContactLink",
            "ListContactLinksRequest: owner_user_id 1, page_size 2 int32, page_token 3",
            "ListContactLinksResponse: contact_links 1 repeated ContactLink, next_page_token 2",
            "ListContactLinkEventsRequest: owner_user_id 1, link_id 2, page_size 3 int32, page_token 4",
            "ListContactLinkEventsResponse: events 1 repeated ContactLinkEvent, next_page_token 2");

    @Test
    void the_package_and_the_service_are_called_as_clients_know_them() {
        assertThat(FILE.getPackage()).isEqualTo("connections.v1");
        assertThat(FILE.getServices()).extracting(ServiceDescriptor::getName).containsExactly("ConnectionsService");
    }

    @Test
    void every_message_has_its_fields_under_their_numbers() {
        assertThat(FILE.getMessageTypes()).extracting(MessageShape::of).containsExactlyInAnyOrderElementsOf(FROZEN);
    }

    @Test
    void kinds_of_events_have_their_numbers() {
        EnumDescriptor kinds = FILE.findMessageTypeByName("ContactLinkEvent").findEnumTypeByName("Kind");
        assertThat(kinds.getValues().stream()
                        .collect(Collectors.toMap(EnumValueDescriptor::getNumber, EnumValueDescriptor::getName)))
                .isEqualTo(Map.of(0, "KIND_UNSPECIFIED", 1, "CREATED", 2, "CONSUMED", 3, "REVOKED"));
    }

    @Test
    void each_of_the_twenty_calls_takes_one_message_and_gives_one() {
        Map<String, String> calls = new TreeMap<>();
        for (MethodDescriptor method : FILE.getServices().getFirst().getMethods()) {
            assertThat(method.isClientStreaming() || method.isServerStreaming()).isFalse();
            calls.put(method.getInputType().getName(), method.getOutputType().getName());
            assertThat(method.getInputType().getName()).isEqualTo(method.getName() + "Request");
        }
        assertThat(calls)
                .hasSize(20)
                .allSatisfy((request, response) ->
                        assertThat(response).isEqualTo(request.replaceFirst("Request$", "Response")));
    }
}
