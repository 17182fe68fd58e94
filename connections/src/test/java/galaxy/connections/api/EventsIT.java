package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.PublicProfileRecord;
import galaxy.contracts.connections.v1.SetPublicProfileRequest;
import galaxy.contracts.connections.v1.SetUsernameRequest;
import galaxy.kernel.Rfc3339;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventsIT extends OnEachTopology {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Ask ask = new Ask(api);

    private static Object json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    @Test
    void an_event_has_the_attributes_and_the_request_behind_it() {
        String user = Api.freshUser();
        String name = Api.freshName();
        api.calls(Map.of("x-request-id", "req-7", "traceparent", TRACE))
                .setUsername(SetUsernameRequest.newBuilder()
                        .setUserId(user)
                        .setUsername(name)
                        .build());
        Events.Event event = api.events().of(user).getFirst();
        assertThat(event.attributes())
                .containsEntry("specversion", "1.0")
                .containsEntry("type", "connections.profile.changed")
                .containsEntry("source", "/galaxy/connections")
                .containsEntry("subject", user)
                .containsEntry("datacontenttype", "application/json")
                .hasEntrySatisfying("traceparent", trace -> assertThat(trace).startsWith(TRACE.substring(0, 36)))
                .hasEntrySatisfying(
                        "time", time -> assertThat(time).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .containsKeys("id", "sequence", "data");
        assertThat(event.data())
                .isEqualTo(json("{'operation':'initialized','mutation_source':'connections_api','caller':null,"
                        + "'actor':{'type':'user','id':'" + user + "'},'request_id':'req-7',"
                        + "'profile':{'username':'" + name + "','name':null,'avatar_set_id':null,"
                        + "'avatar_asset_id':null,'bio':null}}"));
    }

    @Test
    void a_profile_is_initialized_once_and_updated_from_then_on() {
        String user = Api.freshUser();
        String name = Api.freshName();
        api.calls()
                .setPublicProfile(SetPublicProfileRequest.newBuilder()
                        .setUserId(user)
                        .setName("Nova")
                        .setAvatarSetId("pilots")
                        .setAvatarAssetId("ace")
                        .setBio("b")
                        .build());
        ask.username(user, name);
        ask.profile(user, name, "Orion"); // without a bio
        List<Events.Event> events = api.events().of(user);
        assertThat(events)
                .extracting(Events.Event::what)
                .containsExactly(
                        "connections.profile.changed initialized",
                        "connections.profile.changed updated",
                        "connections.profile.changed updated");
        assertThat(events.get(1).data().path("profile"))
                .isEqualTo(json("{'username':'" + name + "','name':'Nova','avatar_set_id':'pilots',"
                        + "'avatar_asset_id':'ace','bio':'b'}"));
        assertThat(events.get(2).data().path("profile"))
                .isEqualTo(json("{'username':'" + name + "','name':'Orion','avatar_set_id':null,"
                        + "'avatar_asset_id':null,'bio':null}"));
        assertThat(events.stream().map(each -> Long.parseLong(each.attributes().get("sequence"))))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(events).extracting(each -> each.attributes().get("id")).doesNotHaveDuplicates();
    }

    @Test
    void a_use_of_a_link_is_announced_for_the_owner_and_its_contact_for_the_user() {
        String owner = Api.freshUser();
        String user = Api.freshUser();
        ContactLink link = ask.link(CreateContactLinkRequest.newBuilder()
                .setOwnerUserId(owner)
                .setRequestId("made")
                .setMaxUses(2));
        ask.consume(link, user);
        ask.revoke(link);
        List<Events.Event> ofOwner = api.events().of(owner);
        assertThat(ofOwner)
                .extracting(Events.Event::what)
                .containsExactly(
                        "connections.contact_link.changed created",
                        "connections.contact_link.changed consumed",
                        "connections.contact_link.changed revoked");
        assertThat(ofOwner.get(1).data().path("actor")).isEqualTo(json("{'type':'user','id':'" + user + "'}"));
        assertThat(ofOwner.get(1).data().path("contact_link"))
                .isEqualTo(json("{'link_id':'" + link.getLinkId() + "','owner_user_id':'" + owner
                        + "','expires_at':null,'revoked_at':null,'max_uses':2,'use_count':1}"));
        Events.Event added = api.events().of(user).getFirst();
        assertThat(added.what()).isEqualTo("connections.contact.changed added");
        assertThat(added.data().path("mutation_source").asString()).isEqualTo("contact_link");
        assertThat(added.data().path("contact").path("contact_user_id").asString())
                .isEqualTo(owner);
        assertThat(api.events().all())
                .noneMatch(event -> event.attributes().toString().contains(link.getToken()));
    }

    @Test
    void an_event_has_the_time_of_what_it_announces() {
        String user = Api.freshUser();
        ContactLink link = ask.link(
                CreateContactLinkRequest.newBuilder().setOwnerUserId(user).setRequestId("timed"));
        api.clock.advance(Duration.ofSeconds(3));
        Contact contact = ask.add(user, Api.freshUser());
        api.clock.advance(Duration.ofSeconds(3));
        PublicProfileRecord profile = ask.details(user, "Nova");
        assertThat(api.events().of(user).stream()
                        .map(event -> event.attributes().get("time")))
                .startsWith(time(link.getCreatedAt()), time(contact.getUpdatedAt()), time(profile.getUpdatedAt()));
    }

    private static String time(Timestamp time) {
        return Rfc3339.format(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
    }
}
