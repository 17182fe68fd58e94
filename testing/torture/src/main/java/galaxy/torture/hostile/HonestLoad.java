package galaxy.torture.hostile;

import galaxy.contracts.connections.v1.AddContactRequest;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc.ConnectionsServiceBlockingStub;
import galaxy.contracts.connections.v1.ListContactsRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
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

/** A caller who means well, all along: what it asks must be answered rightly and in time, whoever else is there. */
final class HonestLoad implements AutoCloseable {
    /** An answer later than this is none. Generous, as the machine is shared with the attackers. */
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String LATER = "ask later";
    private static final String RIGHT = "honest requests are answered rightly";
    private static final String TIMELY = "honest requests are answered within " + IN_TIME.toSeconds() + " s";

    private final Arena arena;
    private final ManagedChannel channel;
    private final RestLine line;
    private final List<Long> nanos = new ArrayList<>();
    private String before = "nobody";
    private long repeated;

    /** What is asked for. */
    private interface Question {
        /** Whether the answer was right. */
        boolean ask() throws IOException;
    }

    HonestLoad(Arena arena) {
        this.arena = arena;
        this.channel = Grpc.newChannelBuilder(arena.prey().connections(), InsecureChannelCredentials.create())
                .build();
        this.line = new RestLine(arena.prey().usersPort(), IN_TIME);
    }

    /** Until it shall not go on. */
    void run(BooleanSupplier goesOn) throws InterruptedException {
        while (goesOn.getAsBoolean()) {
            round();
            Thread.sleep(PAUSE);
        }
    }

    /** A program that has just begun is slow, and nothing is held against it. */
    void greet() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        for (int answered = 0; answered < 5; ) {
            try {
                line.createUser(arena.mark().email());
                stub().addContact(AddContactRequest.newBuilder()
                        .setOwnerUserId("greeting")
                        .setContactUserId("answer")
                        .build());
                answered++;
            } catch (IOException | StatusRuntimeException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("the service does not begin to answer", e);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private void round() {
        String email = arena.mark().email();
        String[] id = {""};
        check("create a user", () -> {
            JsonNode told = read(line.ensure(email), 200);
            id[0] = told.path("user_id").asString("");
            // When the first answer was lost, the user exists already.
            return id[0].startsWith("usr_")
                    && List.of("created", "existing")
                            .contains(told.path("outcome").asString(""));
        });
        if (id[0].isEmpty()) {
            return;
        }
        String user = id[0];
        check("read the account", () -> {
            JsonNode told = read(line.get("/api/v1/internal/users/" + user + "/account"), 200);
            return told.path("email").asString("").equals(email)
                    && told.path("user_id").asString("").equals(user);
        });
        check(
                "add a contact",
                () -> stub().addContact(AddContactRequest.newBuilder()
                                .setOwnerUserId(user)
                                .setContactUserId(before)
                                .build())
                        .getContact()
                        .getContactUserId()
                        .equals(before));
        check("list the contacts", () -> {
            var list = stub().listContacts(ListContactsRequest.newBuilder()
                    .setOwnerUserId(user)
                    .build());
            return list.getContactsCount() == 1
                    && list.getContacts(0).getContactUserId().equals(before);
        });
        before = user;
    }

    private ConnectionsServiceBlockingStub stub() {
        return ConnectionsServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(IN_TIME.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static JsonNode read(HttpReply reply, int status) throws IOException {
        if (reply.status() == 503) {
            throw new IOException(LATER);
        }
        if (reply.status() != status) {
            throw new IOException("answered " + reply.status() + " " + RestJudge.clip(reply.body()));
        }
        return RestJudge.JSON.readTree(reply.body());
    }

    private void check(String what, Question question) {
        long begun = System.nanoTime();
        String wrong = ask(question);
        while (wrong.equals(LATER) && System.nanoTime() - begun < IN_TIME.toNanos()) {
            repeated++;
            LockSupport.parkNanos(PAUSE.toNanos());
            wrong = ask(question);
        }
        long took = System.nanoTime() - begun;
        nanos.add(took);
        String why = wrong;
        arena.findings().check(RIGHT, why.isEmpty(), () -> what + ": " + why);
        arena.findings().check(TIMELY, took <= IN_TIME.toNanos(), () -> what + " took " + took / 1_000_000 + " ms");
    }

    /** What is wrong with the answer, if anything. */
    private String ask(Question question) {
        try {
            return question.ask() ? "" : "another answer than was due";
        } catch (IOException e) {
            line.close();
            return String.valueOf(e.getMessage());
        } catch (StatusRuntimeException e) {
            return RpcJudge.reason(e).equals(Optional.of("SERVICE_UNAVAILABLE"))
                    ? LATER
                    : String.valueOf(e.getStatus());
        }
    }

    /** How often the service asked to be asked later, which it may. */
    long repeated() {
        return repeated;
    }

    /** How long each question took. Ask when it has ended. */
    List<Long> nanos() {
        return nanos;
    }

    @Override
    public void close() {
        line.close();
        channel.shutdownNow();
    }
}
