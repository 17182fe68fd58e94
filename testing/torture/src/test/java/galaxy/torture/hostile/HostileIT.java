package galaxy.torture.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Recorded;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HostileIT {
    @Test
    void hostile_clients_break_nothing_and_learn_nothing() throws Exception {
        Findings findings = new Findings(Recorded.ALL);
        HostileReport report = new HostileRun(Duration.ofSeconds(20), System.nanoTime(), findings).run();
        assertThat(findings.violations()).as(report.markdown()).isEmpty();
        assertThat(findings.checked())
                .as(report.markdown())
                .containsKeys(
                        "no status of 500 and more but 503",
                        "every answer of the REST service fits its contract",
                        "every error of the gRPC service has the one shape",
                        "what was accepted reads back as the contract says",
                        "no hidden request is carried out",
                        "who is slow is cut off",
                        "idle connections are ended as configured",
                        "honest requests are answered rightly",
                        "no leak of heap",
                        "no e-mail address in the log",
                        "no e-mail address in an event",
                        "no e-mail address in an error",
                        "no e-mail address in the metrics");
    }
}
