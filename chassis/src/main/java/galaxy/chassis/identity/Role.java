package galaxy.chassis.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller is to the platform. A route names the roles that may call it. */
public enum Role {
    GATEWAY,
    AUTH,
    LOBBY,
    GEO,
    BILLING,
    ADMIN;

    /** As operators write it: {@code gateway}. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String written) {
        return Arrays.stream(values())
                .filter(role -> role.written().equals(written))
                .findFirst();
    }
}
