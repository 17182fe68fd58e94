package galaxy.torture.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Promise.Recorded;
import galaxy.torture.workload.Workload.Context;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnUserTest {
    private final Findings findings = new Findings(Recorded.ALL);

    @Test
    void a_user_of_which_nothing_is_known_is_not_read_back() throws InterruptedException {
        var context = new Context(List.of(), Journal.open(Optional.empty()), findings, Promise.WHOLE, 1);
        var client = new Client(1, new Client.Shared(context), new Random(1));
        new OwnUser(client).readAll(client);
        assertThat(findings.checked()).isEmpty();
    }
}
