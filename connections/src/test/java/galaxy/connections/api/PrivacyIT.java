package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.GetUsernameRequest;
import galaxy.contracts.connections.v1.PreviewContactLinkRequest;
import galaxy.testkit.Metrics;
import galaxy.testkit.Topology;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens of links and of callers, and marked texts of users, go in by every way there is and come out where they should. */
class PrivacyIT {
    private static final String MARK = "zqmarked";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.WARN), System.out);
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void no_token_and_no_text_of_a_user_is_in_log_lines_metrics_or_errors(Topology topology) throws IOException {
        Logging.configure(new LogSettings(LogFormat.JSON, LogLevel.DEBUG), log);
        List<Refused> errors = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        String metrics;
        try (Api api = Api.open(topology)) {
            Ask ask = new Ask(api);
            String owner = MARK + "-owner";
            ask.profile(owner, MARK, MARK + " name");
            ContactLink link = ask.link(CreateContactLinkRequest.newBuilder()
                    .setOwnerUserId(owner)
                    .setRequestId(MARK)
                    .setLabel(MARK + " label"));
            tokens.add(link.getToken());
            ask.consume(link, MARK + "-user", MARK + "-request");
            ask.revoke(link);
            errors.add(Refused.by(() -> ask.consume(link, owner)));
            errors.add(Refused.by(() -> ask.consume(link, MARK + "-other")));
            errors.add(Refused.by(() -> ask.username(MARK + "-user", MARK)));
            errors.add(Refused.by(() -> ask.username(owner, MARK + "!")));
            errors.add(Refused.by(() -> ask.details(owner, MARK.repeat(20))));
            errors.add(Refused.by(() -> ask.lookup(MARK + "x")));
            errors.add(Refused.by(() -> ask.add(owner, owner)));
            errors.add(Refused.by(() -> ask.link(CreateContactLinkRequest.newBuilder()
                    .setOwnerUserId(owner)
                    .setRequestId(MARK + "-other")
                    .setLabel(MARK.repeat(10)))));
            errors.add(Refused.by(() -> api.calls()
                    .previewContactLink(PreviewContactLinkRequest.newBuilder()
                            .setToken(link.getToken())
                            .build())));
            errors.add(Refused.by(() -> api.calls(Map.of(
                            "authorization", "Bearer " + MARK, "x-request-id", MARK + " {}", "traceparent", MARK))
                    .getUsername(GetUsernameRequest.newBuilder()
                            .setUserId(MARK + "-unknown")
                            .build())));
            metrics = Metrics.of(api.registry).text();
        }
        tokens.add(MARK);
        String[] secrets = tokens.toArray(String[]::new);
        assertThat(errors).allSatisfy(error -> assertThat(error.text()).doesNotContainIgnoringCase(secrets));
        assertThat(metrics).contains("rpc_requests_total{").doesNotContain(secrets);
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("\"route\":\"ConsumeContactLink\"")
                .doesNotContain(secrets);
    }
}
