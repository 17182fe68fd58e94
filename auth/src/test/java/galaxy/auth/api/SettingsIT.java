package galaxy.auth.api;

import static galaxy.auth.api.Api.cookie;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import galaxy.chassis.identity.Callers;
import galaxy.testkit.Topology;
import galaxy.testkit.smtp.ReceivedMail;
import galaxy.testkit.smtp.SmtpSink;
import jakarta.mail.internet.MimeUtility;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings that differ from the standard, from the file to the mail. */
class SettingsIT {
    private static final String JUERGEN = "j\u00fcrgen@example.com";
    private static final Codes SIX_DIGITS = new Codes(List.of(new CodeKey("k1", new byte[32])), 6);

    @Test
    void settings_reach_the_code_the_mail_and_the_limits() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                Api api = new Api(Topology.STAND_ALONE, Callers.none(), settings(sink))) {
            String code = signIn(api, 1);
            ReceivedMail first = sink.awaitMails(1, Duration.ofSeconds(10)).getFirst();
            assertThat(MimeUtility.decodeText(first.header("Subject")))
                    .contains(code.substring(0, 3) + " " + code.substring(3));
            assertThat(String.join("\n", sink.commands())).contains("SMTPUTF8", JUERGEN);
            api.clock.advance(Duration.ofMinutes(10));
            String _ = signIn(api, 2);
            sink.awaitMails(2, Duration.ofSeconds(10));
            api.clock.advance(Duration.ofMinutes(10));
            // Each confirmation has given back what it took.
            assertThat(api.send("one@example.com").status()).isEqualTo(202);
            assertThat(api.send("two@example.com").status()).isEqualTo(202);
            assertThat(api.send("three@example.com")
                            .refused(429, "too_many_requests")
                            .header("RateLimit-Policy"))
                    .as("loopback pays where there is a relay")
                    .isEqualTo("\"code\";q=5;w=3600");
            for (int i = 3; i < 6; i++) {
                assertThat(from(api, i).status()).isEqualTo(202);
            }
            from(api, 6).refused(503, "service_unavailable");
            sink.awaitMails(7, Duration.ofSeconds(10));
            assertThat(sink.mails())
                    .as("two sign-ins without a notice, and five codes")
                    .hasSize(7);
        }
    }

    private static Map<String, String> settings(SmtpSink sink) {
        return Map.of(
                "auth.smtp.uri", sink.uri(),
                "auth.mail.from", "no-reply@example.com",
                "auth.mail.utf8", "true",
                "auth.mail.code-in-subject", "true",
                "auth.mail.new-device", "false",
                "auth.code.digits", "6",
                "auth.limits.address-sends", "2",
                "auth.limits.sends-per-minute", "5");
    }

    private static String signIn(Api api, int device) {
        Api.Reply sent = api.send(JUERGEN);
        assertThat(sent.json().path("code_length").intValue()).isEqualTo(6);
        String challenge = sent.text("challenge_id");
        String code = SIX_DIGITS.code("k1", challenge).orElseThrow();
        assertThat(code).hasSize(6);
        api.confirm(challenge, code + "00", cookie(device)).invalid("code");
        assertThat(api.confirm(challenge, code, cookie(device))
                        .ok()
                        .path("user_id")
                        .asString())
                .startsWith("usr_");
        return code;
    }

    private static Api.Reply from(Api api, int host) {
        return api.post(
                "/sign-in/challenges",
                "{'email':'pilot-%d@example.com','locale':'en','client':{'ip':'203.0.113.%d'}}".formatted(host, host));
    }
}
