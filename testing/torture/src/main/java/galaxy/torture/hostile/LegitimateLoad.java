package galaxy.torture.hostile;

import galaxy.contracts.connections.v1.AddContactRequest;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc.ConnectionsServiceBlockingStub;
import galaxy.contracts.connections.v1.ListContactsRequest;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** A regular client: its requests must get the right responses in time, whatever else goes on. */
final class LegitimateLoad {
    /** Generous, as the attackers run on the same machine. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String UNAVAILABLE = "unavailable";
    private static final String USERS = "/api/v1/internal/users/";

    private final Checks checks;
    private final ManagedChannel channel;
    private final RestClient client;
    private final List<Long> nanos = new ArrayList<>();
    private String previousUser = "first";
    private long retries;

    /** A request and the check of its response. */
    private interface Request {
        boolean isRight() throws IOException;
    }

    LegitimateLoad(AttackContext context) {
        checks = context.checks();
        channel = context.target().channel();
        client = context.target().rest(TIMEOUT);
    }

    /** Sends requests while a program that has just started is slow. */
    void warmUp() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + WARM_UP.toNanos();
        for (int answered = 0; answered < 5; ) {
            try {
                client.createUser(checks.addresses().next());
                addContact("first", "second");
                answered++;
            } catch (IOException | StatusRuntimeException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("the service does not answer " + WARM_UP + " after its start", e);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    void run(BooleanSupplier goesOn) throws InterruptedException {
        while (goesOn.getAsBoolean()) {
            round();
            Thread.sleep(PAUSE);
        }
    }

    private void round() {
        String email = checks.addresses().next();
        List<String> created = new ArrayList<>();
        send("create a user", () -> {
            JsonNode user = read(client.send(RestRequest.createUser(email)));
            created.add(user.path("user_id").asString(""));
            // When the first response was lost, the user exists already.
            return created.getLast().startsWith("usr_")
                    && List.of("created", "existing")
                            .contains(user.path("outcome").asString(""));
        });
        if (created.isEmpty()) {
            return;
        }
        String user = created.getLast();
        String contact = previousUser;
        previousUser = user;
        send("read the account", () -> {
            JsonNode account = read(client.get(USERS + user + "/account"));
            return account.path("email").asString("").equals(email)
                    && account.path("user_id").asString("").equals(user);
        });
        send("add a contact", () -> addContact(user, contact).equals(contact));
        send("list the contacts", () -> {
            var request = ListContactsRequest.newBuilder().setOwnerUserId(user).build();
            var list = stub().listContacts(request);
            return list.getContactsCount() == 1
                    && list.getContacts(0).getContactUserId().equals(contact);
        });
    }

    private String addContact(String owner, String contact) {
        return stub().addContact(AddContactRequest.newBuilder()
                        .setOwnerUserId(owner)
                        .setContactUserId(contact)
                        .build())
                .getContact()
                .getContactUserId();
    }

    private ConnectionsServiceBlockingStub stub() {
        return ConnectionsServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static JsonNode read(RawResponse response) throws IOException {
        if (response.status() != 200) {
            throw new IOException(response.status() == 503 ? UNAVAILABLE : Text.excerpt(response.toString()));
        }
        return RestCheck.JSON.readTree(response.body());
    }

    private void send(String what, Request request) {
        long begun = System.nanoTime();
        String problem = problem(request);
        while (problem.equals(UNAVAILABLE) && System.nanoTime() - begun < TIMEOUT.toNanos()) {
            retries++;
            LockSupport.parkNanos(PAUSE.toNanos());
            problem = problem(request);
        }
        long took = System.nanoTime() - begun;
        nanos.add(took);
        checks.check("legitimate requests get the right response", problem.isEmpty(), what, problem);
        checks.check(
                "legitimate requests get a response within " + TIMEOUT.toSeconds() + " s",
                took <= TIMEOUT.toNanos(),
                what,
                took / 1_000_000 + " ms");
    }

    private String problem(Request request) {
        try {
            return request.isRight() ? "" : "not the expected response";
        } catch (IOException e) {
            client.close();
            return String.valueOf(e.getMessage());
        } catch (StatusRuntimeException e) {
            return RpcCheck.reason(e).equals(Optional.of("SERVICE_UNAVAILABLE")) ? UNAVAILABLE : e.toString();
        }
    }

    /** How often a response asked for a retry, which is allowed. */
    long retries() {
        return retries;
    }

    /** How long each request took, with its retries. To be read after the end. */
    List<Long> nanos() {
        return nanos;
    }
}
