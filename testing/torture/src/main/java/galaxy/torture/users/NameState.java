package galaxy.torture.users;

import java.util.stream.Stream;

/**
 * What a race name is, in any spelling. A user takes it in two steps: between them it is refused to others, and found by none.
 *
 * @param user who has it, empty without one
 * @param spelling as that user writes it
 * @param claimer who is about to take it or to spell it otherwise, empty without one
 */
record NameState(String user, String spelling, String claimer) {
    static final NameState FREE = new NameState("", "", "");

    boolean isRefusedTo(String other) {
        return (!user.isEmpty() && !user.equals(other)) || (!claimer.isEmpty() && !claimer.equals(other));
    }

    /** Whether a look-up of a spelling finds this user, or none if it is empty. */
    boolean isFound(String owner, String as) {
        return spelling.equals(as) ? user.equals(owner) : owner.isEmpty();
    }

    /** The first step of taking it, where it is possible. */
    Stream<NameState> claimed(String by) {
        return Stream.of(new NameState(user, spelling, by)).filter(next -> claimer.isEmpty() && !isRefusedTo(by));
    }

    /** The second step. */
    Stream<NameState> taken(String by, String as) {
        return Stream.of(new NameState(by, as, "")).filter(next -> claimer.equals(by));
    }

    /** A user takes another name. */
    NameState leftBy(String who) {
        return user.equals(who) ? new NameState("", "", claimer) : this;
    }
}
