package galaxy.testkit;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Settings of a process with every service, for tests: each listener on a free port, and code keys that no file holds. */
public final class ProcessSettings {
    /** All zeros, so that a test can derive a code. */
    private static final byte[] CODE_KEY = new byte[32];

    /** For {@code auth.code-keys}: one key, {@code k1}, the same to all instances. */
    public static final String CODE_KEYS = "k1:" + Base64.getEncoder().encodeToString(CODE_KEY);

    private ProcessSettings() {}

    /** These settings, and more; what is given wins. */
    public static Map<String, String> with(Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "users.http.port", "0",
                "connections.grpc.port", "0",
                "auth.http.port", "0",
                "geoprofile.http.port", "0",
                "gateway.http.port", "0",
                "gateway.grpc.port", "0",
                "web.http.port", "0",
                "management.port", "0",
                "auth.code-keys", CODE_KEYS));
        settings.putAll(more);
        return settings;
    }
}
