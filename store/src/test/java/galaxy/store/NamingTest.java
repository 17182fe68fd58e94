package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.store.Naming.Held;
import galaxy.store.Naming.Pending;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamingTest {
    private static final Pending ACE = new Pending(List.of("ace"), "t1", "Ace", "");
    private static final Pending BEE = new Pending(List.of("bee"), "t2", "Bee", "");

    private static final Naming HOLDS_ACE = Naming.NONE.intend(ACE).taken();

    @Test
    void a_first_name_is_intended_then_taken() {
        var intended = Naming.NONE.intend(ACE);
        assertThat(intended.isSettled()).isFalse();
        assertThat(intended.backs("ace", "t1")).isTrue();
        assertThat(HOLDS_ACE.held()).contains(new Held("ace", "t1"));
        assertThat(HOLDS_ACE.isSettled()).isTrue();
        assertThat(HOLDS_ACE.backs("ace", "t1")).isTrue();
    }

    @Test
    void a_rename_backs_both_claims_until_the_new_one_is_in_force() {
        var intended = HOLDS_ACE.intend(BEE);
        assertThat(intended.backs("ace", "t1")).isTrue();
        assertThat(intended.backs("bee", "t2")).isTrue();
        var taken = intended.taken();
        assertThat(taken.held()).contains(new Held("bee", "t2"));
        assertThat(taken.release()).containsExactly(new Held("ace", "t1"));
        assertThat(taken.backs("ace", "t1")).isFalse();
        assertThat(taken.isSettled()).isFalse();
        assertThat(taken.released().isSettled()).isTrue();
    }

    @Test
    void a_lost_name_is_released_and_the_old_one_kept() {
        var lost = HOLDS_ACE.intend(BEE).givenUp();
        assertThat(lost.held()).contains(new Held("ace", "t1"));
        assertThat(lost.release()).containsExactly(new Held("bee", "t2"));
        assertThat(lost.backs("bee", "t2")).isFalse();
        assertThat(lost.released()).isEqualTo(HOLDS_ACE);
    }

    @Test
    void another_draw_ends_what_the_draw_before_backed() {
        var redrawn = Naming.NONE.intend(ACE).redrawn(BEE);
        assertThat(redrawn.backs("ace", "t1")).isFalse();
        assertThat(redrawn.backs("bee", "t2")).isTrue();
    }

    @Test
    void a_name_keeps_the_claims_of_keys_that_it_had_before() {
        var both = Naming.NONE
                .intend(new Pending(List.of("bee", "ace"), "t1", "", ""))
                .taken();
        assertThat(both.held()).containsExactly(new Held("ace", "t1"), new Held("bee", "t1"));
        var next = both.intend(new Pending(List.of("ace", "cat"), "t2", "", ""));
        assertThat(next.wanted()).containsExactly(new Held("cat", "t2"));
        assertThat(next.backs("ace", "t2")).isFalse();
        assertThat(next.backs("cat", "t1")).isFalse();
        assertThat(next.givenUp().release()).containsExactly(new Held("cat", "t2"));
        assertThat(next.taken().held()).containsExactly(new Held("ace", "t1"), new Held("cat", "t2"));
        assertThat(next.taken().release()).containsExactly(new Held("bee", "t1"));
    }

    @Test
    void nothing_new_is_intended_before_the_last_is_settled() {
        assertThatThrownBy(() -> Naming.NONE.intend(ACE).intend(BEE)).isInstanceOf(IllegalStateException.class);
        var unreleased = HOLDS_ACE.intend(BEE).taken();
        assertThatThrownBy(() -> unreleased.intend(ACE)).isInstanceOf(IllegalStateException.class);
    }
}
