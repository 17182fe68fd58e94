package galaxy.chassis.identity;

import galaxy.contracts.Role;
import galaxy.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;

/** One caller for each role, {@code admin-1} and so on, whose token is the role's name and {@code -token}. */
public final class EveryRole {
    private EveryRole() {}

    public static Callers callers() {
        var lines = Arrays.stream(Role.values())
                .map(role -> "%s-1=%s:%s".formatted(role.code(), role.code(), sha256(role.code() + "-token")))
                .collect(Collectors.joining(";"));
        return Callers.read(new CallersSettings(Optional.empty(), Optional.of(Secret.of(lines))));
    }

    private static String sha256(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
