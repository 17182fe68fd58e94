package galaxy.torture.connections;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.contracts.connections.v1.ContactLinkEvent.Kind;
import galaxy.torture.connections.EdgeStage.EdgeModel;
import galaxy.torture.connections.NameStage.NameModel;
import galaxy.torture.connections.OwnLink.Happened;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import galaxy.torture.workload.Recorded;
import galaxy.torture.workload.Result;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History<NameModel> names = new History<>();
    private final History<LinkModel> link = new History<>();
    private final History<EdgeModel> edge = new History<>();

    private void sets(String user, String name, long begun, long ended) {
        names.told("claim", model -> model.claim(user, name), true, begun, ended);
        names.told("take", model -> model.take(user, name), true, begun, ended);
    }

    private void isRefused(String user, String name, long begun, long ended) {
        names.read("taken", model -> model.isTaken(user, name), true, begun, ended);
    }

    private void finds(String name, String user, long begun, long ended) {
        names.read("look-up", model -> model.holder(name), user, begun, ended);
    }

    private void uses(String user, String told, long begun, long ended) {
        link.told(user, model -> model.use(user, user), told, begun, ended);
    }

    private List<String> broken(String after) {
        return broken(names, new NameModel(), after);
    }

    private List<String> brokenLink(int maxUses, String after) {
        return broken(link, new LinkModel(maxUses), after);
    }

    private List<String> brokenEdge(boolean after) {
        return broken(edge, new EdgeModel(), after);
    }

    private static <M extends Model<M>> List<String> broken(History<M> history, M before, Object after) {
        Findings findings = new Findings(Recorded.ALL);
        history.check(findings, "the rule", before, after);
        return findings.violations().stream().map(Violation::rule).toList();
    }

    @Test
    void a_username_is_given_to_one_of_those_who_want_it() {
        sets("a", "x", 1, 4);
        isRefused("b", "x", 2, 3);
        finds("x", "nobody", 2, 3);
        finds("x", "a", 5, 6);
        assertThat(broken("{a=x}")).isEmpty();
    }

    @Test
    void a_username_is_taken_while_it_is_on_its_way_though_nobody_has_it() {
        sets("a", "x", 1, 9);
        isRefused("b", "x", 2, 3);
        finds("x", "nobody", 4, 5);
        assertThat(broken("{a=x}")).isEmpty();
    }

    @Test
    void two_users_cannot_both_get_a_username() {
        sets("a", "x", 1, 4);
        sets("b", "x", 2, 3);
        assertThat(broken("{a=x, b=x}")).containsExactly("the rule");
    }

    @Test
    void nobody_is_refused_a_username_that_is_free() {
        isRefused("b", "x", 1, 2);
        sets("a", "x", 3, 4);
        assertThat(broken("{a=x}")).containsExactly("the rule");
    }

    @Test
    void a_username_that_was_given_up_can_be_taken() {
        sets("a", "x", 1, 2);
        sets("a", "y", 3, 4);
        sets("b", "x", 5, 6);
        assertThat(broken("{a=y, b=x}")).isEmpty();
    }

    @Test
    void a_look_up_does_not_find_what_is_over() {
        sets("a", "x", 1, 2);
        sets("a", "y", 3, 4);
        finds("x", "a", 5, 6);
        assertThat(broken("{a=y}")).containsExactly("the rule");
    }

    @Test
    void an_acknowledged_username_is_not_lost() {
        sets("a", "x", 1, 2);
        assertThat(broken("{}")).containsExactly("the rule");
    }

    @Test
    void a_link_is_used_as_often_as_it_may_be() {
        uses("a", "DONE", 1, 4);
        uses("b", "LINK_USED_UP", 1, 4);
        link.read("preview", LinkModel::preview, "DONE", 2, 3);
        assertThat(brokenLink(1, "[1 uses]")).isEmpty();
    }

    @Test
    void a_link_is_not_used_once_too_often() {
        uses("a", "DONE", 1, 4);
        uses("b", "DONE", 1, 4);
        assertThat(brokenLink(1, "[2 uses]")).containsExactly("the rule");
    }

    @Test
    void a_link_is_not_used_after_it_was_revoked() {
        link.told("revoked", model -> model.revoke("owner", "r"), 0, 1, 2);
        uses("a", "DONE", 3, 4);
        assertThat(brokenLink(0, "[1 uses, revoked]")).containsExactly("the rule");
    }

    @Test
    void an_event_that_was_seen_is_seen_again() {
        uses("a", "DONE", 1, 2);
        link.read("events", LinkModel::events, List.of(new Happened(Kind.CONSUMED, "a", "a")), 3, 4);
        link.read("events", LinkModel::events, List.of(), 5, 6);
        assertThat(brokenLink(0, "[1 uses]")).containsExactly("the rule");
    }

    @Test
    void a_contact_that_was_removed_does_not_come_back_by_a_straggler() {
        edge.told("use", model -> model.use("r"), "DONE", 1, 2);
        edge.told("remove", EdgeModel::remove, "DONE", 3, 4);
        assertThat(brokenEdge(true)).containsExactly("the rule");
    }

    @Test
    void an_attempt_without_an_answer_happened_before_the_request_was_answered_or_not_at_all() {
        List<Attempt> attempts =
                List.of(new Attempt(1, 2, Result.UNAVAILABLE, false), new Attempt(5, 6, Result.DONE, false));
        edge.unclear("add", EdgeModel::add, new Reply<>("request", 1, attempts, Optional.of("yes"), Optional.empty()));
        edge.told("remove", EdgeModel::remove, "DONE", 3, 4);
        edge.told("add", EdgeModel::add, true, 5, 6);
        assertThat(brokenEdge(true)).isEmpty();
        edge.told("remove", EdgeModel::remove, "DONE", 7, 8);
        assertThat(brokenEdge(true)).containsExactly("the rule");
    }

    @Test
    void an_attempt_that_may_go_on_happens_at_any_time() {
        List<Attempt> attempts =
                List.of(new Attempt(1, 2, Result.NO_RESPONSE, true), new Attempt(3, 4, Result.DONE, false));
        edge.unclear("add", EdgeModel::add, new Reply<>("request", 1, attempts, Optional.of("yes"), Optional.empty()));
        edge.told("add", EdgeModel::add, true, 3, 4);
        edge.told("remove", EdgeModel::remove, "DONE", 5, 6);
        assertThat(brokenEdge(true)).isEmpty();
    }

    @Test
    void dozens_at_once_can_be_judged() {
        for (int i = 0; i < 12; i++) {
            edge.told("add", EdgeModel::add, false, 0, 100);
            edge.told("remove", EdgeModel::remove, "DONE", 0, 100);
        }
        assertThat(brokenEdge(false)).containsExactly("the rule");
    }

    @Test
    void what_has_too_many_orders_is_neither_right_nor_wrong() {
        var impatient = new History<NameModel>(100);
        for (int i = 0; i < 8; i++) {
            String by = "client" + i;
            impatient.told("claim", model -> model.claim(by, by), true, 0, 100);
            impatient.told("take", model -> model.take(by, by), true, 0, 100);
        }
        Findings findings = new Findings(Recorded.ALL);
        impatient.check(findings, "the rule", new NameModel(), "{}");
        assertThat(findings.checked()).isEmpty();
        assertThat(findings.counted()).isNotEmpty();
    }
}
