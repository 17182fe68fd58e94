package galaxy.chassis.identity;

import galaxy.contracts.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Who may call a route. */
public sealed interface Access {

    /** Every client, without a token: descriptions and health. */
    record Anyone() implements Access {}

    /** Callers with one of these roles. */
    record Only(Set<Role> roles) implements Access {
        public Only {
            roles = Set.copyOf(roles);
        }
    }

    static Access anyone() {
        return new Anyone();
    }

    static Access only(Role first, Role... more) {
        var roles = EnumSet.of(first);
        roles.addAll(Arrays.asList(more));
        return new Only(roles);
    }
}
