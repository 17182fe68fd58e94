package galaxy.torture.users;

import java.util.Set;

/** Every rule that a run must have checked. */
final class Rulebook {
    static final Set<String> ALL = Set.of();

    private Rulebook() {}
}
