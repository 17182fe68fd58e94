package galaxy.contracts;

import java.util.Arrays;
import java.util.Optional;

/** What a caller is to the platform. A route or a method of gRPC lists the roles that may call it. */
public enum Role {
    GATEWAY,
    AUTH,
    LOBBY,
    GEO,
    BILLING,
    ADMIN,
    /** The pages for players: may do what a gateway may. */
    WEB,
    /** The pages for administrators: may do what they may. */
    CONSOLE;

    /** As operators write it: {@code gateway}. */
    public String code() {
        return Words.lowerCase(this);
    }

    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
