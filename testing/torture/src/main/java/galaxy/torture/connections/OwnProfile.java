package galaxy.torture.connections;

import galaxy.contracts.connections.v1.PublicProfileRecord;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.contracts.connections.v1.UsernameRecord;
import java.util.List;
import java.util.Optional;

/** What a client knows of the profile of a user of its own. */
final class OwnProfile {
    private List<ProfileState> states = List.of(ProfileState.NOTHING);
    private boolean isClear = true;
    private Optional<UsernameRecord> username = Optional.empty();
    private Optional<PublicProfileRecord> shown = Optional.empty();
    private Optional<UserProfile> whole = Optional.empty();

    /** Whether more can be asked about it: nothing that is still under way may change it behind our back. */
    boolean isClear() {
        return isClear;
    }

    ProfileState now() {
        return states.getFirst();
    }

    /** What it may be: one, or several after an answer that never came. */
    List<ProfileState> states() {
        return states;
    }

    /** Set, and told so. What was told of times holds as far as it is not changed by that. */
    void become(ProfileState next) {
        if (next.equals(now())) {
            return;
        }
        if (!next.username().equals(now().username())) {
            username = Optional.empty();
        }
        if (!next.details().equals(now().details())) {
            shown = Optional.empty();
        }
        whole = Optional.empty();
        states = List.of(next);
    }

    /** It may be so by now, or will be. */
    void perhaps(ProfileState other) {
        isClear = false;
        states = states.contains(other) ? states : List.of(now(), other);
    }

    void leaveAlone() {
        isClear = false;
    }

    /** Whether this is what was told before, if anything was. */
    boolean learn(UsernameRecord told) {
        boolean fits = username.isEmpty() || username.get().equals(told);
        username = Optional.of(told);
        return fits && now().username().filter(told.getUsername()::equals).isPresent();
    }

    boolean learn(PublicProfileRecord told) {
        boolean fits = shown.isEmpty() || shown.get().equals(told);
        shown = Optional.of(told);
        return fits
                && now().details().filter(ProfileState.Details.of(told)::equals).isPresent();
    }

    boolean learn(UserProfile told) {
        boolean fits = whole.isEmpty() || whole.get().equals(told);
        whole = Optional.of(told);
        return fits && now().equals(ProfileState.of(told));
    }

    /** What there is at the end; empty for nothing. */
    boolean fits(Optional<UserProfile> seen) {
        ProfileState state = seen.map(ProfileState::of).orElse(ProfileState.NOTHING);
        boolean timesFit = !isClear || whole.isEmpty() || whole.equals(seen);
        return states.contains(state) && timesFit;
    }
}
