package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.ListContactLinkEventsRequest;
import galaxy.store.Bucket;
import galaxy.store.Redis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Records of another version, broken ones, and a record that many want to change at one moment. */
class OtherVersionsIT extends OnEachTopology {
    private final Ask ask = new Ask(api);
    private final Redis redis = api.redis();

    private static String key(String kind, String id, String rest) {
        return "connections:{" + Bucket.ofId(id).tag() + "}:" + kind + ":" + id + rest;
    }

    private String text(String key) {
        return new String(redis.call("get", commands -> commands.get(key)), StandardCharsets.UTF_8);
    }

    private void write(String key, String text) {
        redis.call("set", commands -> commands.set(key, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void fields_of_a_newer_version_stay_in_a_profile() {
        String user = Api.freshUser();
        ask.profile(user, Api.freshName(), "Nova");
        String key = key("profile", user, "");
        write(
                key,
                text(key)
                        .replace("\"public\":{", "\"public\":{\"pronouns\":\"they\",")
                        .replaceFirst("\\}$", ",\"verified\":true}"));
        ask.details(user, "Supernova");
        ask.username(user, Api.freshName());
        assertThat(text(key)).contains("\"pronouns\":\"they\"", "\"verified\":true", "Supernova");
    }

    @Test
    void an_event_of_an_unknown_kind_is_listed() {
        String owner = Api.freshUser();
        ContactLink link = ask.link(owner);
        String key = "connections:{" + Bucket.ofId(link.getLinkId()).tag() + "}:link-events:" + link.getLinkId();
        byte[] event = redis.call("lindex", commands -> commands.lindex(key, 0));
        byte[] newer = new String(event, StandardCharsets.UTF_8)
                .replace("CREATED", "EXTENDED")
                .getBytes(StandardCharsets.UTF_8);
        redis.call("rpush", commands -> commands.rpush(key, newer));
        assertThat(api.calls()
                        .listContactLinkEvents(ListContactLinkEventsRequest.newBuilder()
                                .setOwnerUserId(owner)
                                .setLinkId(link.getLinkId())
                                .build())
                        .getEventsList())
                .extracting(ContactLinkEvent::getKind)
                .containsExactly(ContactLinkEvent.Kind.CREATED, ContactLinkEvent.Kind.KIND_UNSPECIFIED);
    }

    @Test
    void a_broken_event_of_a_link_costs_its_own_line() {
        String owner = Api.freshUser();
        ContactLink link = ask.link(owner);
        String key = "connections:{" + Bucket.ofId(link.getLinkId()).tag() + "}:link-events:" + link.getLinkId();
        byte[] event = redis.call("lindex", commands -> commands.lindex(key, 0));
        redis.call("rpush", commands -> commands.rpush(key, "garbage".getBytes(StandardCharsets.UTF_8), event, event));
        var request = ListContactLinkEventsRequest.newBuilder()
                .setOwnerUserId(owner)
                .setLinkId(link.getLinkId())
                .setPageSize(2);
        var first = api.calls().listContactLinkEvents(request.build());
        assertThat(first.getEventsList()).hasSize(1);
        var second = api.calls()
                .listContactLinkEvents(
                        request.setPageToken(first.getNextPageToken()).build());
        assertThat(second.getEventsList()).hasSize(2);
        assertThat(second.getNextPageToken()).isEmpty();
    }

    @Test
    void a_broken_contact_is_left_out_of_the_list() {
        String owner = Api.freshUser();
        String well = Api.freshUser();
        String broken = Api.freshUser();
        ask.add(owner, well);
        ask.add(owner, broken);
        write(key("contact", owner, ":" + broken), "garbage");
        assertThat(ask.contactsOf(owner)).containsExactly(well);
    }

    @Test
    void many_users_use_one_link_at_one_moment() throws Exception {
        ContactLink link = ask.link(Api.freshUser());
        List<Future<Contact>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 300; i++) {
                String user = Api.freshUser();
                all.add(threads.submit(() -> ask.consume(link, user)));
            }
        }
        assertThat(all).allSatisfy(each -> assertThat(each.state()).isEqualTo(Future.State.SUCCESS));
    }
}
