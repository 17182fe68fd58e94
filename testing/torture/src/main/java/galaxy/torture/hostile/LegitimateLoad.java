package galaxy.torture.hostile;

import galaxy.contracts.connections.v1.AddContactRequest;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc.ConnectionsServiceBlockingStub;
import galaxy.contracts.connections.v1.ListContactsRequest;
import galaxy.testkit.http.RawClient;
import galaxy.testkit.http.RawResponse;
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

    private final Checks checks;
    private final ManagedChannel channel;
    private final RawClient client;
    private final List<Long> nanos = new ArrayList<>();
    private String user = "first";
    private long retries;

    /** A request and the check of its response. */
    private interface Request {
        boolean isRight() throws IOException;
    }

    LegitimateLoad(AttackContext context) {
        checks = context.checks();
        channel = context.target().channel();
        client = new RawClient(context.target().users(), TIMEOUT);
    }

    /** Sends requests while a program that has just started is slow. */
    void warmUp() throws IOException {
        long deadline = System.nanoTime() + WARM_UP.toNanos();
        for (int answered = 0; answered < 5; ) {
            String problem = problem(() -> {
                Users.create(checks.addresses().next(), client);
                return addContact("first", "second").equals("second");
            });
            answered += problem.isEmpty() ? 1 : 0;
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the service does not answer " + WARM_UP + " after its start: " + problem);
            }
        }
    }

    void run(BooleanSupplier goesOn) {
        while (goesOn.getAsBoolean()) {
            round(checks.addresses().next(), user);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void round(String email, String contact) {
        user = "";
        send("create a user", () -> {
            JsonNode created = read(client.send(Users.request(email)));
            user = created.path("user_id").asString("");
            // When the first response was lost, the user exists already.
            return user.startsWith("usr_")
                    && created.path("outcome").asString("").matches("created|existing");
        });
        if (user.isEmpty()) {
            user = contact;
            return;
        }
        send("read the account", () -> {
            JsonNode account = read(client.get("/api/v1/internal/users/" + user + "/account"));
            return account.path("email").asString("").equals(email)
                    && account.path("user_id").asString("").equals(user);
        });
        send("add a contact", () -> addContact(user, contact).equals(contact));
        send("list the contacts", () -> {
            var request = ListContactsRequest.newBuilder().setOwnerUserId(user).build();
            var list = stub().listContacts(request).getContactsList();
            return list.size() == 1 && list.getFirst().getContactUserId().equals(contact);
        });
    }

    private String addContact(String owner, String contact) {
        var request = AddContactRequest.newBuilder().setOwnerUserId(owner).setContactUserId(contact);
        return stub().addContact(request.build()).getContact().getContactUserId();
    }

    private ConnectionsServiceBlockingStub stub() {
        return ConnectionsServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static JsonNode read(RawResponse response) throws IOException {
        if (response.status() != 200) {
            throw new IOException(response.status() == 503 ? UNAVAILABLE : response.toString());
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
        checks.check("legitimate requests get a response within 5 s", took <= TIMEOUT.toNanos(), what, took + " ns");
    }

    private String problem(Request request) {
        try {
            return request.isRight() ? "" : "not the expected response";
        } catch (IOException e) {
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
