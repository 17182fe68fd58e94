package galaxy.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.ServerMetrics;
import galaxy.store.StoreSettings;
import galaxy.testkit.SettableClock;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class CodeKeySourceTest {
    @TempDir
    private Path folder;

    /** What is logged when the keys are read. */
    private List<String> logged(Map<String, String> settings) {
        var reader = new SettingsReader(
                SettingSources.of(settings),
                Stream.of(StoreSettings.ALL, ListenerKeys.SHARED, new Auth().settings())
                        .flatMap(List::stream)
                        .toList());
        var context = new ServiceContext<>(
                "nothing",
                reader,
                Callers.none(),
                new ServerMetrics(new PrometheusRegistry()),
                SettableClock.at("2026-03-01T12:00:00Z"));
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(CodeKeySource.class);
        logger.addAppender(log);
        try {
            assertThat(CodeKeySource.of(AuthSettings.read(reader), context)).hasSize(1);
        } finally {
            logger.detachAppender(log);
        }
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void a_key_of_its_own_beside_a_redis_that_others_may_use_is_warned_of() {
        assertThat(logged(Map.of("data.dir", folder.toString()))).isEmpty();
        assertThat(logged(Map.of("data.dir", folder.toString(), "redis.uri", "redis://127.0.0.1:6379")))
                .singleElement()
                .asString()
                .startsWith("auth.code-keys is not set: codes of this instance cannot be confirmed at others");
    }

    @Test
    void a_file_that_others_can_read_is_warned_of() throws IOException {
        assertThat(logged(Map.of("data.dir", folder.toString()))).isEmpty();
        Path file = folder.resolve("auth-code-key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(logged(Map.of("data.dir", folder.toString())))
                .containsExactly(file + " can be used by others than its owner; set its mode to 600");
    }
}
