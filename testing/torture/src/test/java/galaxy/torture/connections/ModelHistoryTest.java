package galaxy.torture.connections;

import static galaxy.models.connections.Messages.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.AddContactResponse;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.SetUsernameResponse;
import galaxy.models.connections.ConnectionsModel;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Outcome.Result.Done;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Observed.Attempt;
import galaxy.torture.workload.Promise.Recorded;
import galaxy.torture.workload.Reply;
import galaxy.torture.workload.Reply.Result;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ModelHistoryTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final ContactLink LINK = ContactLink.newBuilder()
            .setLinkId("lnk_1")
            .setToken("token")
            .setOwnerUserId("owner")
            .build();

    private final ConnectionsModel before = new ConnectionsModel();
    private final ConnectionsModel after = new ConnectionsModel();
    private final ModelHistory history = new ModelHistory(before);

    private static Attempt<Message> attempt(long begun, long ended, Reply<Message> reply) {
        return new Attempt<>(begun, ended, 0, 0, reply);
    }

    private static Observed<Message> observed(long begun, long ended, Reply<Message> reply) {
        return new Observed<>("request", "", List.of(attempt(begun, ended, reply)));
    }

    private static Reply<Message> done(Message request) {
        return Reply.done(
                request.getDescriptorForType().getName().equals("SetUsernameRequest")
                        ? SetUsernameResponse.getDefaultInstance()
                        : Messages.response(request));
    }

    private void sets(String user, String name, long begun, long ended) {
        Message request = request("SetUsername", user, name);
        history.write(request, observed(begun, ended, done(request)));
    }

    private void isRefused(String user, String name, long begun, long ended) {
        history.write(request("SetUsername", user, name), observed(begun, ended, Reply.refused("USERNAME_TAKEN")));
    }

    /** No user for an empty one. */
    private void finds(String name, String user, long begun, long ended) {
        Message request = request("LookupUsername", name);
        ConnectionsModel model = new ConnectionsModel();
        if (!user.isEmpty()) {
            serve(model, request("SetUsername", user, name));
        }
        history.read(request, observed(begun, ended, reply(model, request)));
    }

    private void isCalled(String user, String name, long begun) {
        Message request = request("GetUsername", user);
        ConnectionsModel model = new ConnectionsModel();
        if (!name.isEmpty()) {
            serve(model, request("SetUsername", user, name));
        }
        history.read(request, observed(begun, begun + 1, reply(model, request)));
    }

    private static void serve(ConnectionsModel model, Message request) {
        model.decide(request, NOW, () -> Optional.of(LINK)).change().run();
    }

    private static Reply<Message> reply(ConnectionsModel model, Message request) {
        return switch (model.decide(request, NOW, Optional::empty).result()) {
            case Done(Message response) -> Reply.done(response);
            case galaxy.models.connections.Outcome.Result.Refused(String reason) -> Reply.refused(reason);
        };
    }

    private void link(int maxUses) {
        serve(before, request("CreateContactLink", "owner", "r", Optional.empty(), maxUses));
        serve(after, request("CreateContactLink", "owner", "r", Optional.empty(), maxUses));
    }

    private static Message use(String user) {
        return request("ConsumeContactLink", "token", user, user);
    }

    private void uses(String user, String refusal, long begun, long ended) {
        Message use = use(user);
        Reply<Message> done = reply(linkAlone(), use);
        history.write(use, observed(begun, ended, refusal.isEmpty() ? done : Reply.refused(refusal)));
    }

    private static ConnectionsModel linkAlone() {
        ConnectionsModel model = new ConnectionsModel();
        serve(model, request("CreateContactLink", "owner", "r"));
        return model;
    }

    private void adds(boolean isNew, long begun, long ended) {
        history.write(request("AddContact", "a", "b"), observed(begun, ended, added(isNew)));
    }

    private static Reply<Message> added(boolean isNew) {
        Contact contact = Messages.of(Contact.getDefaultInstance(), "a", "b", NOW, isNew ? NOW : NOW.plusMillis(1));
        return Reply.done(AddContactResponse.newBuilder().setContact(contact).build());
    }

    private void removes(long begun, long ended) {
        Message request = request("RemoveContact", "a", "b");
        history.write(request, observed(begun, ended, done(request)));
    }

    /** The last reads return what a model returns that has served these requests. */
    private List<String> broken(Message read, Message... served) {
        for (Message request : served) {
            serve(after, request);
        }
        history.read(read, observed(1000, 1001, reply(after, read)));
        return broken();
    }

    private List<String> broken() {
        Findings findings = new Findings(Recorded.ALL);
        history.check("the rule", findings);
        return findings.violations().stream().map(Violation::rule).toList();
    }

    @Test
    void a_username_is_given_to_one_of_those_who_request_it() {
        sets("a", "x", 1, 4);
        isRefused("b", "x", 2, 3);
        finds("x", "", 2, 3);
        finds("x", "a", 5, 6);
        assertThat(broken()).isEmpty();
    }

    @Test
    void a_username_is_taken_between_its_steps_though_no_user_has_it() {
        sets("a", "x", 1, 9);
        isRefused("b", "x", 2, 3);
        finds("x", "", 4, 5);
        assertThat(broken()).isEmpty();
    }

    @Test
    void two_users_cannot_both_get_a_username() {
        sets("a", "x", 1, 4);
        sets("b", "x", 2, 3);
        assertThat(broken()).containsExactly("the rule");
    }

    @Test
    void a_free_username_is_not_refused() {
        isRefused("b", "x", 1, 2);
        sets("a", "x", 3, 4);
        assertThat(broken()).containsExactly("the rule");
    }

    @Test
    void a_username_that_was_given_up_can_be_taken() {
        sets("a", "x", 1, 2);
        sets("a", "y", 3, 4);
        sets("b", "x", 5, 6);
        isCalled("a", "y", 7);
        isCalled("b", "x", 7);
        assertThat(broken()).isEmpty();
    }

    @Test
    void a_look_up_does_not_find_what_is_over() {
        sets("a", "x", 1, 2);
        sets("a", "y", 3, 4);
        finds("x", "a", 5, 6);
        assertThat(broken()).containsExactly("the rule");
    }

    @Test
    void an_acknowledged_username_is_not_lost() {
        sets("a", "x", 1, 2);
        isCalled("a", "", 3);
        assertThat(broken()).containsExactly("the rule");
    }

    @Test
    void a_link_is_used_as_often_as_it_may_be() {
        link(1);
        uses("a", "", 1, 4);
        uses("b", "LINK_USED_UP", 1, 4);
        history.read(
                request("PreviewContactLink", "token"),
                observed(2, 3, reply(before, request("PreviewContactLink", "token"))));
        assertThat(broken(request("ListContactLinks", "owner"), use("a"))).isEmpty();
    }

    @Test
    void a_link_is_not_used_once_too_often() {
        link(1);
        uses("a", "", 1, 4);
        uses("b", "", 1, 4);
        assertThat(broken()).containsExactly("the rule");
    }

    @Test
    void a_link_is_not_used_after_it_was_revoked() {
        link(0);
        Message revoke = request("RevokeContactLink", "owner", "lnk_1", "revocation");
        history.write(revoke, observed(1, 2, reply(before, revoke)));
        uses("a", "", 3, 4);
        assertThat(broken()).containsExactly("the rule");
    }

    @Test
    void an_event_that_was_seen_is_seen_again() {
        link(0);
        Message events = request("ListContactLinkEvents", "owner", "lnk_1");
        uses("a", "", 1, 2);
        serve(after, use("a"));
        history.read(events, observed(3, 4, reply(after, events)));
        assertThat(broken()).isEmpty();
        history.read(events, observed(5, 6, reply(before, events)));
        assertThat(broken()).containsExactly("the rule");
    }

    @Test
    void a_contact_that_was_removed_does_not_come_back_by_a_late_use() {
        link(0);
        Message use = request("ConsumeContactLink", "token", "a", "r");
        Message remove = request("RemoveContact", "a", "owner");
        history.write(use, observed(1, 2, reply(before, use)));
        history.write(remove, observed(3, 4, done(remove)));
        assertThat(broken(request("ListContacts", "a"), use, remove)).isEmpty();
        Message list = request("ListContacts", "a");
        serve(after, request("AddContact", "a", "owner"));
        history.read(list, observed(2000, 2001, reply(after, list)));
        assertThat(broken()).containsExactly("the rule");
    }

    private void addsAtTheSecondAttempt(Result first) {
        Message request = request("AddContact", "a", "b");
        Reply<Message> lost = Reply.noResponse(first, "");
        List<Attempt<Message>> attempts = List.of(attempt(1, 2, lost), attempt(5, 6, added(true)));
        history.write(request, new Observed<>("request", "", attempts));
    }

    @Test
    void an_attempt_without_a_result_happened_before_the_request_was_answered_or_not_at_all() {
        addsAtTheSecondAttempt(Result.LOST);
        removes(3, 4);
        assertThat(broken()).isEmpty();
        removes(7, 8);
        assertThat(broken(request("ListContacts", "a"), request("AddContact", "a", "b")))
                .containsExactly("the rule");
    }

    @Test
    void an_attempt_that_may_continue_happens_at_any_time() {
        addsAtTheSecondAttempt(Result.TIMED_OUT);
        removes(7, 8);
        assertThat(broken(request("ListContacts", "a"), request("AddContact", "a", "b")))
                .isEmpty();
    }

    @Test
    void a_history_of_dozens_of_requests_at_once_can_be_checked() {
        for (int i = 0; i < 12; i++) {
            adds(false, 0, 100);
            removes(0, 100);
        }
        assertThat(broken()).containsExactly("the rule");
    }

    @Test
    void a_history_with_too_many_orders_is_neither_right_nor_wrong() {
        ModelHistory large = new ModelHistory(new ConnectionsModel(), 100);
        for (int i = 0; i < 8; i++) {
            Message request = request("SetUsername", "user" + i, "name" + i);
            large.write(request, observed(0, 100, done(request)));
        }
        large.read(request("LookupUsername", "name0"), observed(200, 201, Reply.refused("USERNAME_NOT_FOUND")));
        Findings findings = new Findings(Recorded.ALL);
        large.check("the rule", findings);
        assertThat(findings.checked()).isEmpty();
        assertThat(findings.counted()).isNotEmpty();
    }
}
