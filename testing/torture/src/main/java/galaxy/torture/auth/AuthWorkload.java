package galaxy.torture.auth;

import galaxy.testkit.StoreImage;
import galaxy.torture.users.Response;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Leftovers;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Readers;
import galaxy.torture.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * People who sign in, each with an address of their own, while others try codes of the same challenge, end the session and block
 * the user.
 */
public final class AuthWorkload implements Workload {
    private static final int FIRST_READER = 1000;
    private static final int FIRST_HELPER = 100_000;
    private static final int AT_ONCE = 6;
    private static final Duration FOLLOWED = Duration.ofSeconds(10);
    private static final int FOLLOWED_PAUSE = 100;

    private final Context context;
    private final Queue<Mailbox> all = new ConcurrentLinkedQueue<>();

    /** Those whose code is being tried, the newest last. */
    private final Queue<Mailbox> open = new ConcurrentLinkedQueue<>();

    /** Users who were blocked last, as far as is known. */
    private final Queue<String> blocked = new ConcurrentLinkedQueue<>();

    private long lastResponse;

    public AuthWorkload(Context context) {
        this.context = context;
    }

    @Override
    public void run(int number, RandomGenerator random, BooleanSupplier mayStart) throws InterruptedException {
        Client client = new Client(context, context.findings(), number, random);
        Client helper = new Client(context, context.findings(), FIRST_HELPER + number, new Random(random.nextLong()));
        while (mayStart.getAsBoolean()) {
            Optional<Mailbox> other = Optional.ofNullable(open.peek());
            if (other.isPresent() && client.choices.percent(50)) {
                guess(client, other.get());
            } else {
                signIn(client, helper);
            }
        }
    }

    /** Someone else tries: mostly a wrong code, now and then the right one with a credential of their own. */
    private static void guess(Client client, Mailbox mailbox) throws InterruptedException {
        String code = client.choices.percent(85) ? mailbox.wrongCode() : mailbox.code;
        Observed<Response> _ = client.confirm(mailbox, code, client.newCredential());
    }

    private void signIn(Client client, Client helper) throws InterruptedException {
        Optional<Mailbox> asked = client.challenge();
        if (asked.isEmpty()) {
            return;
        }
        Mailbox mailbox = asked.get();
        all.add(mailbox);
        open.add(mailbox);
        while (open.size() > AT_ONCE) {
            open.poll();
        }
        if (client.choices.percent(30)) {
            guess(client, mailbox);
        }
        String credential = client.newCredential();
        boolean isBlocked = client.choices.percent(30) && confirmBlocked(client, helper, mailbox, credential);
        Observed<Response> observed = client.confirm(mailbox, mailbox.code, credential);
        open.remove(mailbox);
        if (observed.isDone() && !isBlocked) {
            use(client, mailbox, Response.of(observed));
        }
    }

    /** The user is blocked at some moment of a confirmation, which is then repeated; whether the block stays. */
    private boolean confirmBlocked(Client client, Client helper, Mailbox mailbox, String credential)
            throws InterruptedException {
        int after = client.choices.random().nextInt(40);
        Thread blocking = Thread.ofVirtual()
                .start(() -> context.findings().guard("a client does not fail", () -> {
                    Thread.sleep(after);
                    Observed<Response> _ = helper.block(mailbox.email);
                }));
        Observed<Response> _ = client.confirm(mailbox, mailbox.code, credential);
        blocking.join();
        if (client.choices.percent(30)) {
            Observed<Response> _ = client.unblock(mailbox.email);
            return false;
        }
        mailbox.session().ifPresent(session -> blocked.add(session.getValue()));
        return true;
    }

    private void use(Client client, Mailbox mailbox, Response signedIn) throws InterruptedException {
        String session = signedIn.text("device_session_id");
        String user = signedIn.text("user_id");
        int kind = client.choices.random().nextInt(100);
        if (kind < 25) {
            ended(mailbox, client.revoke(session));
        } else if (kind < 45) {
            ended(mailbox, client.revokeAll(user));
        } else if (kind < 55) {
            Observed<Response> _ = client.blockLogin(user);
        } else if (kind < 70) {
            Observed<Response> _ = client.block(mailbox.email);
            blocked.add(user);
        } else {
            Observed<Response> _ = client.session(session);
            Observed<Response> _ = client.active(user);
        }
    }

    private static void ended(Mailbox mailbox, Observed<Response> observed) {
        if (observed.isDone()) {
            mailbox.ended();
        }
    }

    @Override
    public void checkResponses(Findings findings) throws InterruptedException {
        List<Readers.Work<Client>> work = new ArrayList<>();
        long deadline = System.nanoTime() + FOLLOWED.toNanos();
        blocked.forEach(user -> work.add(reader -> followed(reader, user, deadline, findings)));
        for (Mailbox mailbox : all) {
            mailbox.session().ifPresent(session -> work.add(reader -> check(reader, mailbox, session, findings)));
        }
        Readers.run(i -> new Client(context, findings, FIRST_READER + i, new Random(i)), work, findings);
        lastResponse = System.currentTimeMillis();
    }

    private static void check(Client reader, Mailbox mailbox, Map.Entry<String, String> session, Findings findings)
            throws InterruptedException {
        mailbox.check(
                session.getValue(),
                Response.of(reader.session(session.getKey())).body(),
                findings);
    }

    /** Waits until the sessions of a user have ended whose block is an event that auth follows. */
    private void followed(Client reader, String user, long deadline, Findings findings) throws InterruptedException {
        List<?> items = Response.of(reader.active(user)).items();
        while (!items.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(FOLLOWED_PAUSE);
            items = Response.of(reader.active(user)).items();
        }
        if (context.promise().oneClock()) {
            // The block may be lost. If it is there, the store is checked for the same.
            findings.checkRecorded(StoredSessions.BLOCKED, items.isEmpty(), user, items);
        }
    }

    @Override
    public void checkStore(StoreImage store, Findings findings) {
        StoredSessions stored = new StoredSessions(store, findings);
        stored.check();
        if (context.promise().oneClock()) {
            stored.checkBlocked();
        }
        stored.checkEvents(new EventLog(store, "auth"));
        Leftovers.check(stored.records(), List.of(), lastResponse, findings);
    }
}
