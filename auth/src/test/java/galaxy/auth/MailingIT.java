package galaxy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import galaxy.auth.mail.Mail;
import galaxy.auth.mail.Mail.Delivery;
import galaxy.auth.mail.Mail.State;
import galaxy.auth.mail.MailKind;
import galaxy.auth.mail.Mails;
import galaxy.auth.mail.MemoryMails;
import galaxy.chassis.health.Readiness;
import galaxy.chassis.http.ManagementServer;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.ServerMetrics;
import galaxy.kernel.Sha256;
import galaxy.testkit.SettableClock;
import galaxy.testkit.smtp.Fault;
import galaxy.testkit.smtp.SmtpSink;
import galaxy.testkit.smtp.Stage;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails from the queue to the relay, under a clock that the test moves from one time that is due to the next. */
final class MailingIT {
    private static final Codes CODES = new Codes(List.of(new CodeKey("k1", new byte[32])), 8);

    private final SettableClock clock = SettableClock.at(Mails.NOON);
    private final MemoryMails queue = new MemoryMails();
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final SmtpSink sink = SmtpSink.start();
    private Mailing mailing = start(Map.of("auth.smtp.uri", sink.uri(), "auth.mail.from", "no-reply@example.com"));

    @AfterEach
    void close() {
        mailing.close();
        sink.close();
    }

    private Mailing start(Map<String, String> settings) {
        var reader = new SettingsReader(SettingSources.of(settings), MailSettings.ALL);
        var metrics = new ServerMetrics(new PrometheusRegistry());
        var context = new ServiceContext<>("nothing", reader, Callers.none(), metrics, clock);
        return Mailing.start(
                MailSettings.read(reader), queue, CODES, (purpose, text) -> Sha256.of(purpose + text), context);
    }

    private static Mail mail(int number) {
        return Mails.mail("chl_%026d.1".formatted(number), MailKind.CODE, "de", Optional.empty());
    }

    /** Delivers what is due until nothing waits, and moves the clock to what is due next. */
    private void deliverAll(List<String> ids) {
        while (true) {
            queue.due(clock.instant()).forEach(mailing::deliver);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> queue.due(clock.instant()).isEmpty());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ids.stream()
                            .map(id -> queue.get(id).delivery())
                            .noneMatch(
                                    each -> each.next().equals(clock.instant().plusSeconds(30))
                                            && each.state() == State.WAITING));
            Optional<Delivery> next = ids.stream()
                    .map(id -> queue.get(id).delivery())
                    .filter(each -> each.state() == State.WAITING)
                    .min(java.util.Comparator.comparing(Delivery::next));
            if (next.isEmpty()) {
                return;
            }
            clock.set(next.get().next());
        }
    }

    @Test
    void a_mail_arrives_once_with_the_code_of_its_challenge() throws Exception {
        Mail mail = mail(1);
        queue.put(mail);
        mailing.deliver(mail.id());
        mailing.deliver(mail.id());
        String data = sink.awaitMails(1, Duration.ofSeconds(5)).getFirst().data();
        await().until(() -> queue.get(mail.id()).delivery().state() == State.SENT);
        String code = CODES.code("k1", mail.subject()).orElseThrow();
        assertThat(data)
                .contains(code.substring(0, 4) + " " + code.substring(4))
                .doesNotContain(mail.subject());
        assertThat(sink.mails()).hasSize(1);
    }

    @Test
    void mails_share_the_connections_that_are_set() throws Exception {
        List<Mail> many = IntStream.range(0, 40).mapToObj(MailingIT::mail).toList();
        many.forEach(queue::put);
        many.forEach(mail -> mailing.deliver(mail.id()));
        sink.awaitMails(40, Duration.ofSeconds(20));
        assertThat(sink.accepted()).isLessThanOrEqualTo(2);
        assertThat(sink.mails()).extracting(mail -> mail.header("Message-ID")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH, 535 5.7.8 wrong password",
        "MAIL, 530 5.7.0 log in first",
        "MAIL, 550 5.7.1 sender refused",
        "GREETING, 554 5.7.1 not you",
        "CONTENT, 451 4.3.0 later",
    })
    void what_the_relay_has_against_us_is_tried_until_it_passes(Stage stage, String reply) {
        mailing.close();
        try (var demanding = SmtpSink.start(SmtpSink.Options.PLAIN.withLogin("user", "secret"))) {
            mailing = start(Map.of("auth.smtp.uri", demanding.uri(), "auth.mail.from", "no-reply@example.com"));
            demanding.always(stage, new Fault.Reply(reply));
            List<String> ids =
                    Stream.of(mail(1), mail(2)).peek(queue::put).map(Mail::id).toList();
            for (int i = 0; i < 4; i++) {
                ids.forEach(mailing::deliver);
                await().until(() -> ids.stream()
                        .map(id -> queue.get(id).delivery())
                        .allMatch(each -> each.reason().contains(reply.split(" ", 2)[0])
                                && !each.next().equals(clock.instant().plusSeconds(30))));
                clock.set(ids.stream()
                        .map(id -> queue.get(id).delivery().next())
                        .max(java.util.Comparator.naturalOrder())
                        .orElseThrow());
            }
            demanding.behave();
            deliverAll(ids);
            assertThat(ids).allMatch(id -> queue.get(id).delivery().state() == State.SENT);
            assertThat(demanding.mails()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 550 5.1.1 unknown", "CONTENT, 554 5.7.1 refused"})
    void what_it_has_against_recipient_or_content_is_final(Stage stage, String reply) {
        sink.always(stage, new Fault.Reply(reply));
        Mail mail = mail(1);
        queue.put(mail);
        deliverAll(List.of(mail.id()));
        assertThat(queue.get(mail.id()).delivery().state()).isEqualTo(State.DEAD);
        assertThat(queue.get(mail.id()).delivery().tries()).isEqualTo(1);
    }

    @Test
    void a_relay_that_fails_for_ten_minutes_makes_it_expire() {
        sink.always(Stage.MAIL, new Fault.Reply("451 4.3.0 later"));
        Mail mail = mail(1);
        queue.put(mail);
        deliverAll(List.of(mail.id()));
        assertThat(queue.get(mail.id()).delivery().state()).isEqualTo(State.EXPIRED);
        assertThat(queue.get(mail.id()).delivery().reason()).isEqualTo("MAIL: 451 4.3.0 later");
        assertThat(queue.get(mail.id()).delivery().tries()).isEqualTo(8);
    }

    @Test
    void a_mail_whose_reply_is_lost_comes_again_with_the_same_id() {
        sink.once(Stage.CONTENT, new Fault.Close());
        Mail mail = mail(1);
        queue.put(mail);
        deliverAll(List.of(mail.id()));
        assertThat(queue.get(mail.id()).delivery().state()).isEqualTo(State.SENT);
        assertThat(sink.mails()).hasSize(2);
        assertThat(sink.mails().get(0).header("Message-ID"))
                .isEqualTo(sink.mails().get(1).header("Message-ID"));
    }

    @Test
    void a_code_whose_key_is_not_here_waits_for_an_instance_that_has_it() {
        Mail mail = mail(1);
        queue.put(new Mail(
                mail.id(),
                mail.kind(),
                mail.to(),
                "",
                Optional.of("k2"),
                mail.country(),
                mail.at(),
                mail.endsAt(),
                mail.delivery()));
        mailing.deliver(mail.id());
        await().until(() -> queue.get(mail.id()).delivery().reason().contains("the code key k2 is not known here"));
        assertThat(queue.get(mail.id()).delivery().state()).isEqualTo(State.WAITING);
        assertThat(sink.commands()).isEmpty();
    }

    @Test
    void without_a_relay_mails_are_at_the_outbox_of_the_management_port() throws Exception {
        mailing.close();
        mailing = start(Map.of());
        try (var management = management();
                var client = HttpClient.newHttpClient()) {
            management.add(mailing.pages());
            Mail mail = mail(1);
            queue.put(mail);
            mailing.deliver(mail.id());
            await().until(() -> queue.get(mail.id()).delivery().state() == State.SENT);
            String code = CODES.code("k1", mail.subject()).orElseThrow();
            HttpResponse<String> json = get(client, management, "/outbox", "application/json");
            assertThat(json.body())
                    .startsWith("{\"items\":[{\"to\":\"pilot@example.com\",\"kind\":\"code\",\"language\":\"de\","
                            + "\"subject\":\"Dein Anmeldecode für Galaxy\",\"text\":\"")
                    .endsWith("\",\"code\":\"%s\",\"at\":\"2026-03-01T12:00:00.000Z\"}]}".formatted(code));
            assertThat(json.headers().firstValue("Cache-Control")).contains("no-store");
            HttpResponse<String> page =
                    get(client, management, "/outbox?to=PILOT@example.com", "text/html,application/json");
            assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(page.body()).contains(code, "pilot@example.com", "Dein Anmeldecode für Galaxy");
            assertThat(get(client, management, "/outbox?to=other@example.com", "application/json")
                            .body())
                    .isEqualTo("{\"items\":[]}");
            queue.put(Mail.of(
                    "chl_2.1",
                    MailKind.CODE,
                    "pilot@xn--bcher-kva.example",
                    "de",
                    Optional.of("k1"),
                    Optional.empty(),
                    clock.instant(),
                    clock.instant().plus(Duration.ofMinutes(10))));
            mailing.deliver("chl_2.1");
            await().until(() -> queue.get("chl_2.1").delivery().state() == State.SENT);
            assertThat(get(client, management, "/outbox?to=Pilot@b%C3%BCcher.example", "application/json")
                            .body())
                    .contains("pilot@xn--bcher-kva.example");
            assertThat(get(client, management, "/outbox?to=other@example.com", "*/*")
                            .body())
                    .contains("No mail yet");
            assertThat(get(client, management, "/outbox?from=a", "*/*").statusCode())
                    .isEqualTo(400);
        }
        assertThat(sink.commands()).isEmpty();
    }

    @Test
    void with_a_relay_there_is_no_outbox() throws Exception {
        assertThat(mailing.pages()).isEmpty();
        try (var management = management();
                var client = HttpClient.newHttpClient()) {
            management.add(mailing.pages());
            assertThat(get(client, management, "/outbox", "application/json").statusCode())
                    .isEqualTo(404);
        }
    }

    private ManagementServer management() {
        List<Setting<?>> known = Stream.concat(ListenerKeys.SHARED.stream(), ManagementServer.KEYS.all().stream())
                .toList();
        var reader = new SettingsReader(SettingSources.of(new HashMap<>(Map.of("management.port", "0"))), known);
        var metrics = new ServerMetrics(registry);
        return new ManagementServer(
                ManagementServer.KEYS.read(reader), new Readiness(List.of()), registry, metrics.http());
    }

    private static HttpResponse<String> get(HttpClient client, ManagementServer from, String path, String accept)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(from.uri() + path))
                .header("Accept", accept)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
