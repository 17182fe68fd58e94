package galaxy.auth;

import galaxy.auth.code.CodeKey;
import galaxy.auth.code.CodeKeys;
import galaxy.chassis.server.BindAddress;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.SettingsException;
import galaxy.kernel.Parsed;
import galaxy.store.SharedStore;
import galaxy.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where this process has its code keys from. */
final class CodeKeySource {
    private static final Logger LOG = LoggerFactory.getLogger(CodeKeySource.class);
    private static final String KEY = "auth.code-keys";
    private static final String FILE = "auth-code-key";

    private CodeKeySource() {}

    /** @throws SettingsException when the setting is invalid, or is needed and absent */
    @SuppressWarnings("MissingSummary")
    static List<CodeKey> of(AuthSettings settings, ServiceContext<SharedStore> context) {
        if (settings.codeKeys().isPresent()) {
            return switch (CodeKeys.parse(settings.codeKeys().get())) {
                case Parsed.Valid<List<CodeKey>>(List<CodeKey> keys) -> keys;
                case Parsed.Invalid<List<CodeKey>>(String reason) -> throw problem("the value is " + reason);
            };
        }
        Optional<BindAddress> open = context.addresses().stream()
                .filter(address -> !address.ip().isLoopbackAddress())
                .findFirst();
        if (open.isPresent()) {
            throw problem("is not set, and %s is %s; give id:base64 of 32 random bytes, the same to each instance"
                    .formatted(open.get().key(), open.get().ip().getHostAddress()));
        }
        if (StoreSettings.read(context.settings()).uri().isPresent()) {
            LOG.warn(
                    "auth.code-keys is not set: codes of this instance cannot be confirmed at others on the same Redis,"
                            + " which have keys of their own");
        }
        Path file = context.settings().get(StoreSettings.DATA_DIR).resolve(FILE);
        try {
            return CodeKeys.ofFile(file, new SecureRandom());
        } catch (IOException e) {
            throw problem("is not set, and the file in its place cannot be used: " + e.getMessage());
        }
    }

    private static SettingsException problem(String words) {
        return new SettingsException(List.of(KEY + ": " + words));
    }
}
