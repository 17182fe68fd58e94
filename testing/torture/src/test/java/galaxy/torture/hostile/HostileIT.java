package galaxy.torture.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.auth.AuthWorkload;
import galaxy.torture.connections.ConnectionsWorkload;
import galaxy.torture.geo.GeoWorkload;
import galaxy.torture.users.UsersWorkload;
import galaxy.torture.web.PagesWorkload;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise.Recorded;
import galaxy.torture.workload.Report;
import galaxy.torture.workload.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostileIT {
    @Test
    void hostile_clients_cause_no_violation() throws Exception {
        Findings findings = new Findings(Recorded.ALL);
        List<Workload.Maker> load = List.of(
                UsersWorkload::new, ConnectionsWorkload::new, AuthWorkload::new, GeoWorkload::new, PagesWorkload::new);
        Report figures = new Report("hostile", 1);
        new HostileRun(load, System.nanoTime(), findings).run(Duration.ofSeconds(20), figures);
        figures.put(findings);
        String report = figures.markdown();
        assertThat(findings.violations()).as(report).isEmpty();
        assertThat(findings.checked())
                .as(report)
                .containsKeys(
                        "no status from 500 on except 503",
                        "no status from 500 on except 501, 503 and 505",
                        "each REST response matches the contract",
                        "each error of the pages is a page",
                        "no 5xx of the pages but 503",
                        "a form of another site is refused",
                        "a form that is none of ours is refused",
                        "a page shows what a form has saved",
                        "each gRPC error has the form of the contract",
                        "accepted texts are read back as the contract says",
                        "no hidden request is carried out",
                        "slow senders are cut off",
                        "idle connections are ended as configured",
                        "a read shows what was acknowledged",
                        "a username or profile is as it was set last",
                        "legitimate requests get a response within 5 s",
                        "no leak of heap",
                        "no e-mail address in the log",
                        "no e-mail address in an event",
                        "no e-mail address in an error",
                        "no e-mail address in the metrics");
    }
}
