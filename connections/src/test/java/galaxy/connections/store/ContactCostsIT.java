package galaxy.connections.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.testkit.RedisNode;
import galaxy.testkit.Topology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** That the length of a list costs nothing: not in time, which depends on too much, but in what Redis is asked to do. */
@ParameterizedClass
@EnumSource(Topology.class)
class ContactCostsIT {
    private static final UserRef ALONE = UserRef.of("alone");
    private static final UserRef FEW = UserRef.of("who has a few");
    private static final UserRef MANY = UserRef.of("who has many");
    private static final int A_FEW = 10;
    private static final int VERY_MANY = 10_000;
    private static final int AT_ONCE = 64;
    private static final int PAGE = 5;
    private static final Cause CAUSE = new Cause("test", Optional.empty(), Optional.empty(), Optional.empty());

    /** What clients ask for themselves, whenever they like. */
    private static final Pattern UPKEEP = Pattern.compile("(cluster|client|config|command|info|ping|hello|select).*");

    private static final Pattern CALLS = Pattern.compile("cmdstat_([^:]+):calls=(\\d+),.*");

    @Parameter
    private Topology topology;

    @Test
    void adding_removing_and_listing_cost_the_same_commands_with_ten_contacts_and_with_ten_thousand() {
        try (var fixture = new ConnectionsFixture(topology, 4)) {
            ConnectionsFixture.Caller caller = fixture.caller();
            fill(caller, FEW, A_FEW);
            fill(caller, MANY, VERY_MANY);
            assertThat(fixture.look().lists.get(MANY.encoded())).hasSize(VERY_MANY);
            // The first of a kind costs more: scripts are loaded.
            acts(caller).values().forEach(act -> act.accept(ALONE));
            acts(caller).forEach((name, act) -> {
                Map<String, Long> few = cost(() -> act.accept(FEW));
                assertThat(few).as(name).isNotEmpty();
                assertThat(cost(() -> act.accept(MANY))).as(name).isEqualTo(few);
            });
        }
    }

    private static Map<String, Consumer<UserRef>> acts(ConnectionsFixture.Caller caller) {
        Map<String, Consumer<UserRef>> acts = new LinkedHashMap<>();
        acts.put("add", owner -> caller.contacts().add(owner, UserRef.of("new user"), CAUSE));
        acts.put("add again", owner -> caller.contacts().add(owner, UserRef.of("new user"), CAUSE));
        acts.put("remove", owner -> caller.contacts().remove(owner, UserRef.of("new user"), CAUSE));
        acts.put("remove again", owner -> caller.contacts().remove(owner, UserRef.of("new user"), CAUSE));
        acts.put("list", owner -> caller.contacts().page(owner, Optional.empty(), PAGE));
        acts.put("list on", owner -> caller.contacts().page(owner, Optional.of(contact(A_FEW - PAGE)), PAGE));
        return acts;
    }

    private static UserRef contact(int i) {
        return UserRef.of("contact-%05d".formatted(i));
    }

    private static void fill(ConnectionsFixture.Caller caller, UserRef owner, int contacts) {
        var room = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < contacts; i++) {
                UserRef contact = contact(i);
                room.acquireUninterruptibly();
                threads.execute(() -> {
                    caller.contacts().add(owner, contact, CAUSE);
                    room.release();
                });
            }
        }
    }

    /** How often which command was carried out, by a script too. */
    private Map<String, Long> cost(Runnable act) {
        topology.nodes().forEach(node -> node.call("CONFIG", "RESETSTAT"));
        act.run();
        Map<String, Long> calls = new TreeMap<>();
        for (RedisNode node : topology.nodes()) {
            CALLS.matcher(node.call("INFO", "commandstats"))
                    .results()
                    .filter(line -> !UPKEEP.matcher(line.group(1)).matches())
                    .forEach(line -> calls.merge(line.group(1), Long.valueOf(line.group(2)), Long::sum));
        }
        return calls;
    }
}
