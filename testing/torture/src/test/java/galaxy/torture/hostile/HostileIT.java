package galaxy.torture.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Recorded;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HostileIT {
    @Test
    void hostile_clients_cause_no_violation() throws Exception {
        Findings findings = new Findings(Recorded.ALL);
        HostileReport report = new HostileRun(Duration.ofSeconds(20), System.nanoTime(), findings).run();
        assertThat(findings.violations()).as(report.markdown()).isEmpty();
        assertThat(findings.checked())
                .as(report.markdown())
                .containsKeys(
                        "no status from 500 on except 503",
                        "each REST response matches the contract",
                        "each gRPC error has the form of the contract",
                        "accepted texts are read back as the contract says",
                        "no hidden request is carried out",
                        "slow senders are cut off",
                        "idle connections are ended as configured",
                        "legitimate requests get the right response",
                        "no leak of heap",
                        "no e-mail address in the log",
                        "no e-mail address in an event",
                        "no e-mail address in an error",
                        "no e-mail address in the metrics");
    }
}
