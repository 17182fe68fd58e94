package galaxy.chassis.identity;

import galaxy.contracts.Role;
import galaxy.kernel.Secret;
import galaxy.kernel.Sha256;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** One caller for each role, {@code admin-1} and so on, whose token is the role's name and {@code -token}. */
public final class EveryRole {
    private EveryRole() {}

    public static Callers callers() {
        var lines = Arrays.stream(Role.values())
                .map(role -> "%s-1=%s:%s".formatted(role.code(), role.code(), Sha256.hex(role.code() + "-token")))
                .collect(Collectors.joining(";"));
        return Callers.read(new CallersSettings(Optional.empty(), Optional.of(Secret.of(lines))));
    }
}
