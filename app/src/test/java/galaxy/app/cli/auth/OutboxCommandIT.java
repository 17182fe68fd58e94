package galaxy.app.cli.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import galaxy.app.Main;
import galaxy.auth.http.OutboxPage;
import galaxy.auth.mail.MailKind;
import galaxy.auth.mail.MailLanguage;
import galaxy.auth.mail.Outbox;
import galaxy.auth.mail.RenderedMail;
import galaxy.chassis.health.Readiness;
import galaxy.chassis.http.ManagementServer;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.HttpMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutboxCommandIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Outbox outbox = new Outbox();
    private final ManagementServer management = management();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        management.close();
    }

    private static ManagementServer management() {
        List<Setting<?>> known = Stream.concat(ListenerKeys.SHARED.stream(), ManagementServer.KEYS.all().stream())
                .toList();
        var reader = new SettingsReader(SettingSources.of(Map.of("management.port", "0")), known);
        var registry = new PrometheusRegistry();
        return new ManagementServer(
                ManagementServer.KEYS.read(reader), new Readiness(List.of()), registry, new HttpMetrics(registry));
    }

    private int run(String... arguments) {
        String[] all = Stream.concat(Stream.of("outbox"), Stream.of(arguments)).toArray(String[]::new);
        return Main.commandLine(all)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    private String url() {
        return management.uri().toString();
    }

    private void mail(int number, String to) {
        outbox.send(new RenderedMail(
                "chl_" + number + ".1",
                MailKind.CODE,
                to,
                MailLanguage.ENGLISH,
                "Your code " + number,
                "Enter this:\n\n    \u20663155 196" + number + "\u2069\n",
                "",
                Optional.of("3155196" + number),
                Instant.parse("2026-03-01T12:00:0" + number + "Z")));
    }

    @Test
    void shows_mails_newest_first_and_those_to_one_address() {
        management.add(List.of(OutboxPage.route(outbox)));
        assertThat(run("--url", url())).isZero();
        assertThat(err.toString()).contains("no mail yet");
        mail(0, "pilot@example.com");
        mail(1, "nova+x@example.com");
        assertThat(run("--url", url() + "/")).isZero();
        assertThat(out.toString()).isEqualTo("""
                        2026-03-01T12:00:01.000Z  code  en  to nova+x@example.com
                        Subject: Your code 1
                        Code:    31551961

                          Enter this:
                         \s
                              3155 1961

                        2026-03-01T12:00:00.000Z  code  en  to pilot@example.com
                        Subject: Your code 0
                        Code:    31551960

                          Enter this:
                         \s
                              3155 1960

                        """);
        out.getBuffer().setLength(0);
        assertThat(run("--url", url(), "--to", "nova+x@example.com", "--json")).isZero();
        assertThat(out.toString().lines())
                .singleElement()
                .asString()
                .startsWith("{\"to\":\"nova+x@example.com\",\"kind\":\"code\",\"language\":\"en\",")
                .endsWith("\"code\":\"31551961\",\"at\":\"2026-03-01T12:00:01.000Z\"}");
    }

    @Test
    void follows_until_it_is_stopped() throws InterruptedException {
        management.add(List.of(OutboxPage.route(outbox)));
        mail(0, "pilot@example.com");
        mail(1, "pilot@example.com");
        Thread following = Thread.ofPlatform().start(() -> run("--url", url(), "--follow"));
        await().atMost(SOON).until(() -> out.toString().contains("Code:    31551961"));
        mail(2, "pilot@example.com");
        await().atMost(SOON).until(() -> out.toString().contains("Code:    31551962"));
        assertThat(out.toString())
                .containsSubsequence("31551960", "31551961", "31551962")
                .containsOnlyOnce("31551961");
        following.interrupt();
        assertThat(following.join(SOON)).isTrue();
    }

    @Test
    void says_that_there_is_none_where_a_relay_is_set() {
        assertThat(run("--url", url())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no outbox at " + url(), "auth.smtp.uri");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--follow"})
    void says_that_nothing_responds(String option) {
        management.close();
        String[] arguments =
                ("--timeout 1 --url " + url() + " " + option).strip().split(" ", -1);
        assertThat(run(arguments)).isEqualTo(69);
        assertThat(err.toString()).contains(url() + " did not respond (connection refused)", "./galaxy serve");
    }

    @Test
    void refuses_what_is_no_address() {
        assertThat(run("--url", "mailto:a@example.com")).isEqualTo(2);
        assertThat(err.toString()).contains("--url must be an address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<p>", "{}", "[]"})
    void knows_a_response_that_is_not_of_an_outbox(String body) throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        other.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        other.start();
        try {
            assertThat(run("--url", "http://127.0.0.1:" + other.getAddress().getPort()))
                    .isEqualTo(70);
            assertThat(err.toString()).contains("is not that of an outbox");
        } finally {
            other.stop(0);
        }
    }
}
