package galaxy.torture.users;

import galaxy.torture.workload.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads everything back through the interface, when all is quiet. */
final class ReadBack {
    private static final int AT_ONCE = 8;

    /** Clients of this number and up only read. */
    private static final int READERS = 1_000_000;

    /** How many users and addresses are read one by one; the others are seen in the listing and in the store. */
    private static final int ONE_BY_ONE = 3000;

    private final Naming naming;
    private final Wire wire;
    private final Findings findings;
    private final Identities identities;
    private final Arenas arenas;
    private final List<OwnUser> users;

    ReadBack(Naming naming, Wire wire, Findings findings, Identities identities, Arenas arenas, List<OwnUser> users) {
        this.naming = naming;
        this.wire = wire;
        this.findings = findings;
        this.identities = identities;
        this.arenas = arenas;
        this.users = users;
    }

    void check() throws InterruptedException {
        List<Read> reads = new ArrayList<>();
        last(users)
                .forEach(user -> reads.add(client -> {
                    if (user.stage() == OwnUser.Stage.KNOWN) {
                        new OwnReads(user, client).all();
                    }
                }));
        last(List.copyOf(arenas.emails().entrySet()))
                .forEach(left -> reads.add(client -> email(client, left.getKey(), left.getValue())));
        last(List.copyOf(arenas.names().entrySet()))
                .forEach(left -> reads.add(client -> name(client, left.getKey(), left.getValue())));
        atOnce(reads);
        new Walks(client(READERS - 1), findings, users).check();
    }

    private interface Read {
        void by(Client client) throws InterruptedException;
    }

    private void email(Client client, String email, Set<EmailHistory.State> left) throws InterruptedException {
        Told told = client.ask(
                Request.question(client.newRequestId(), "/user-resolutions/by-email", Map.of("email", email)));
        if (!told.isOpen()) {
            String id = told.last().text("user_id");
            var now = new EmailHistory.State(id, told.last().text("block_reason_code"));
            findings.checkRecorded(
                    "an address is left as the last of its history left it",
                    left.isEmpty()
                            || left.contains(now)
                            || left.contains(new EmailHistory.State("somebody", now.block())),
                    () -> email + " is " + now + " but may be " + left);
            if (!id.isEmpty()) {
                identities.told(email, id);
            }
        }
    }

    private void name(Client client, String name, Set<NameHistory.State> left) throws InterruptedException {
        Told told = client.ask(
                Request.question(client.newRequestId(), "/user-lookups/by-race-name", Map.of("race_name", name)));
        if (!told.isOpen()) {
            String id = told.last().text("user_id");
            findings.checkRecorded(
                    "a name is left as the last of its history left it",
                    left.isEmpty()
                            || left.stream()
                                    .filter(state -> state.claimer().isEmpty())
                                    .anyMatch(state -> id.isEmpty()
                                            ? !state.spelling().equals(name)
                                            : state.user().equals(id)
                                                    && state.spelling().equals(name)),
                    () -> name + " is that of " + id + " but may be " + left);
        }
    }

    private void atOnce(List<Read> reads) throws InterruptedException {
        Queue<Read> left = new ConcurrentLinkedQueue<>(reads);
        List<Future<Optional<Void>>> readers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                Client client = client(READERS + i);
                readers.add(threads.submit(() -> {
                    for (Read next = left.poll(); next != null; next = left.poll()) {
                        next.by(client);
                    }
                    return Optional.empty();
                }));
            }
            for (Future<Optional<Void>> reader : readers) {
                reader.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading back failed", e.getCause());
        }
    }

    private Client client(int number) {
        return new Client(number, naming, wire, new Random(number), new Client.Counts());
    }

    private static <T> List<T> last(List<T> all) {
        return all.subList(Math.max(0, all.size() - ONE_BY_ONE), all.size());
    }
}
