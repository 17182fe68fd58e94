package galaxy.auth;

import galaxy.auth.code.CodeKey;
import galaxy.auth.code.CodeKeys;
import galaxy.chassis.service.ProcessPlan;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import galaxy.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where this process has its code keys from. */
final class CodeKeySource {
    private static final Logger LOG = LoggerFactory.getLogger(CodeKeySource.class);
    private static final String FILE = "auth-code-key";

    private CodeKeySource() {}

    /** Reports that there are no keys where codes may come from elsewhere: a file would be each machine's own. */
    static void check(SettingsReader reader, ProcessPlan plan) {
        if (reader.isGiven(AuthSettings.CODE_KEYS)) {
            return;
        }
        plan.open()
                .ifPresent(address -> reader.problem(
                        AuthSettings.CODE_KEYS,
                        "is not set, and %s is %s; give id:base64 of 32 random bytes, the same to each instance"
                                .formatted(address.key(), address.ip().getHostAddress())));
    }

    /** @throws SettingsException when the file that stands for the setting cannot be used */
    @SuppressWarnings("MissingSummary")
    static List<CodeKey> of(AuthSettings settings, ServiceContext<?> context) {
        if (settings.codeKeys().isPresent()) {
            return settings.codeKeys().get();
        }
        if (StoreSettings.read(context.settings()).uri().isPresent()) {
            LOG.warn(
                    "auth.code-keys is not set: codes of this instance cannot be confirmed at others on the same Redis,"
                            + " which have keys of their own");
        }
        Path file = context.settings().get(StoreSettings.DATA_DIR).resolve(FILE);
        try {
            List<CodeKey> keys = CodeKeys.ofFile(file, new SecureRandom());
            if (CodeKeys.isOpenToOthers(file)) {
                LOG.warn("{} can be used by others than its owner; set its mode to 600", file);
            }
            return keys;
        } catch (IOException e) {
            throw new SettingsException(
                    List.of("auth.code-keys: is not set, and the file in its place cannot be used: " + e.getMessage()));
        }
    }
}
