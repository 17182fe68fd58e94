package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ListContactsRequest;
import galaxy.contracts.connections.v1.ListContactsResponse;
import galaxy.contracts.connections.v1.RemoveContactRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContactsIT extends OnEachTopology {
    private final Ask ask = new Ask(api);

    private void remove(String owner, String contact) {
        assertThat(api.calls()
                        .removeContact(RemoveContactRequest.newBuilder()
                                .setOwnerUserId(owner)
                                .setContactUserId(contact)
                                .build())
                        .getSerializedSize())
                .isZero();
    }

    private ListContactsResponse list(String owner, int pageSize, String token) {
        return api.calls()
                .listContacts(ListContactsRequest.newBuilder()
                        .setOwnerUserId(owner)
                        .setPageSize(pageSize)
                        .setPageToken(token)
                        .build());
    }

    @Test
    void a_contact_is_directed() {
        String owner = Api.freshUser();
        String contact = Api.freshUser();
        Contact added = ask.add(" " + owner, contact + "\n");
        assertThat(added)
                .isEqualTo(Contact.newBuilder()
                        .setOwnerUserId(owner)
                        .setContactUserId(contact)
                        .setCreatedAt(ask.now())
                        .setUpdatedAt(ask.now())
                        .build());
        assertThat(ask.contacts(owner, 0)).containsExactly(added);
        assertThat(ask.contactsOf(contact)).isEmpty();
    }

    @Test
    void added_again_it_keeps_when_it_was_created_and_moves_when_it_was_updated() {
        String owner = Api.freshUser();
        String contact = Api.freshUser();
        Contact first = ask.add(owner, contact);
        Contact atOnce = ask.add(owner, contact);
        assertThat(Timestamps.compare(atOnce.getUpdatedAt(), first.getUpdatedAt()))
                .isPositive();
        api.clock.advance(Duration.ofHours(1));
        Contact later = ask.add(owner, contact);
        assertThat(later.getCreatedAt()).isEqualTo(first.getCreatedAt());
        assertThat(later.getUpdatedAt()).isEqualTo(ask.now());
        assertThat(ask.contacts(owner, 50)).containsExactly(later);
        assertThat(api.events().kindsOf(owner)).containsExactly("connections.contact.changed added");
    }

    @Test
    void removed_it_is_gone_and_added_again_it_is_new() {
        String owner = Api.freshUser();
        String contact = Api.freshUser();
        remove(owner, contact);
        ask.add(owner, contact);
        remove(owner, contact);
        remove(owner, contact);
        assertThat(ask.contactsOf(owner)).isEmpty();
        api.clock.advance(Duration.ofHours(1));
        Contact again = ask.add(owner, contact);
        assertThat(again.getCreatedAt()).isEqualTo(ask.now());
        assertThat(ask.contacts(owner, 50)).containsExactly(again);
        assertThat(api.events().kindsOf(owner))
                .containsExactly(
                        "connections.contact.changed added",
                        "connections.contact.changed removed",
                        "connections.contact.changed added");
    }

    @Test
    void a_list_is_in_the_order_of_the_bytes_of_the_ids() {
        String owner = Api.freshUser();
        List<String> ordered = List.of("!", "A b", "A:b", "Z", "a", "a-", "aa", "z", "é", "漢", "🚀");
        Stream.of("z", "🚀", "a", "é", "aa", "Z", "!", "漢", "a-", "A:b", "A b").forEach(each -> ask.add(owner, each));
        for (int size : new int[] {1, 2, 3, 50}) {
            assertThat(ask.contacts(owner, size))
                    .extracting(Contact::getContactUserId)
                    .isEqualTo(ordered);
        }
    }

    @Test
    void a_page_has_ten_contacts_if_nothing_else_is_said_and_fifty_at_most() {
        String owner = Api.freshUser();
        List<String> ids =
                IntStream.range(0, 60).mapToObj("contact-%03d"::formatted).toList();
        ids.forEach(id -> ask.add(owner, id));
        assertThat(list(owner, 0, "").getContactsCount()).isEqualTo(10);
        assertThat(list(owner, -3, "").getContactsCount()).isEqualTo(10);
        assertThat(list(owner, 51, "").getContactsCount()).isEqualTo(50);
        assertThat(list(owner, 50, "").getContactsCount()).isEqualTo(50);
        assertThat(list(owner, Integer.MAX_VALUE, "").getContactsCount()).isEqualTo(50);
        assertThat(ask.contactsOf(owner)).isEqualTo(ids);
        // What comes and goes between pages disturbs no others.
        ListContactsResponse first = list(owner, 30, "");
        remove(owner, "contact-000");
        remove(owner, "contact-029");
        remove(owner, "contact-030");
        ask.add(owner, "contact-0");
        assertThat(list(owner, 50, first.getNextPageToken()).getContactsList())
                .extracting(Contact::getContactUserId)
                .isEqualTo(ids.subList(31, 60));
        assertThat(list(owner, 50, list(owner, 30, "").getNextPageToken()).getNextPageToken())
                .isEmpty();
    }

    @Test
    void a_page_token_is_good_for_its_own_list_only() {
        String owner = Api.freshUser();
        IntStream.range(0, 3).forEach(i -> ask.add(owner, "contact-" + i));
        String token = list(owner, 1, "").getNextPageToken();
        assertThat(token).isNotEmpty().doesNotContain("contact");
        Refused.by(() -> list(Api.freshUser(), 1, token)).asInvalid("INVALID_PAGE_TOKEN", "page_token");
        for (String wrong : List.of("x", " ", token + "A", token.substring(1), "A" + token.substring(1))) {
            Refused.by(() -> list(owner, 1, wrong)).asInvalid("INVALID_PAGE_TOKEN", "page_token");
        }
        assertThat(list(owner, 2, token).getContactsCount()).isEqualTo(2);
    }

    @Test
    void a_user_cannot_be_their_own_contact() {
        String user = Api.freshUser();
        Refused.by(() -> ask.add(user, " " + user)).asInvalid("OWN_CONTACT", "contact_user_id");
        Refused.by(() -> {
                    remove(user, user);
                    return "";
                })
                .asInvalid("OWN_CONTACT", "contact_user_id");
    }

    @Test
    void every_call_checks_the_user_ids() {
        String wrong = "x".repeat(129);
        Refused.by(() -> ask.add(wrong, "b")).asInvalid("INVALID_USER_ID", "owner_user_id");
        Refused.by(() -> ask.add("a", "")).asInvalid("INVALID_USER_ID", "contact_user_id");
        Refused.by(() -> {
                    remove("", "b");
                    return "";
                })
                .asInvalid("INVALID_USER_ID", "owner_user_id");
        Refused.by(() -> list(" ", 0, "")).asInvalid("INVALID_USER_ID", "owner_user_id");
    }
}
