package galaxy.bench;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import galaxy.bench.Load.Generator;
import galaxy.bench.Load.Work;
import galaxy.bench.Rounds.Row;
import galaxy.contracts.connections.v1.AddContactRequest;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc.ConnectionsServiceBlockingStub;
import galaxy.contracts.connections.v1.ConsumeContactLinkRequest;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.GetUserProfileRequest;
import galaxy.contracts.connections.v1.LookupPublicProfileRequest;
import galaxy.contracts.connections.v1.LookupUserProfileRequest;
import galaxy.contracts.connections.v1.LookupUsernameRequest;
import galaxy.contracts.connections.v1.SetPublicProfileRequest;
import galaxy.contracts.connections.v1.SetUserProfileRequest;
import galaxy.store.Bucket;
import galaxy.store.Keyspace;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.RequiredProgram;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the calls of connections cost. */
@Command(
        name = "connections",
        description = {
            "Lookups, profile writes, contacts and uses of contact links, over gRPC.",
            "",
            "The bare method runs on the gRPC server of the service, in a JVM of its own: it reads a record from the same"
                    + " Redis and responds with a fixed body of the size of a profile. The rate is also shown as a share of"
                    + " that. \"Connections\" are calls in flight; they share eight channels. Each read is of one user, again"
                    + " and again, by h2load, with one thread, where it is installed; the writes are made by this JVM."
        },
        mixinStandardHelpOptions = true)
final class ConnectionsBench implements Callable<Integer> {
    private static final int USERS = 1000;
    private static final int OWNERS = 100;

    @Mixin
    private Rounds rounds = new Rounds();

    private final AtomicInteger numbers = new AtomicInteger();

    @Override
    public Integer call() throws Exception {
        try (Lab lab = new Lab(Population.FRESH, 0, rounds.jvmFlags());
                Channels service = new Channels(lab.connections())) {
            Report.progress("creating %,d profiles".formatted(USERS));
            ConnectionsServiceBlockingStub calls = service.calls();
            for (int i = 0; i < USERS; i++) {
                calls.setUserProfile(profile(i));
            }
            List<String> tokens = new ArrayList<>();
            for (int i = 0; i < OWNERS; i++) {
                tokens.add(calls.createContactLink(CreateContactLinkRequest.newBuilder()
                                .setOwnerUserId(user(i))
                                .setRequestId("bench")
                                .build())
                        .getContactLink()
                        .getToken());
            }
            int size = calls.getUserProfile(GetUserProfileRequest.newBuilder()
                            .setUserId(user(0))
                            .build())
                    .getSerializedSize();
            String key = new Keyspace("connections").key(Bucket.ofId(user(0)), "profile", user(0));
            try (JvmProcess child = BareServer.start(lab.redis().socketUri(), key, size, rounds.jvmFlags());
                    Channels bare = new Channels(child.awaitWord("rpc ", GalaxyInstance.TIMEOUT))) {
                List<Row> rows = new ArrayList<>();
                rows.add(bare(bare, size, child.pid()));
                addReads(rows, service, lab.pid());
                addWrites(rows, service, tokens, lab.pid());
                rounds.measure(rows);
            }
        }
        return 0;
    }

    private static SetUserProfileRequest profile(int number) {
        return SetUserProfileRequest.newBuilder()
                .setUserId(user(number))
                .setUsername(username(number))
                .setName("Pilot " + number)
                .setAvatarSetId("pilots")
                .setAvatarAssetId("captain")
                .setBio("Flies at night, and mostly alone.")
                .build();
    }

    private static Row bare(Channels bare, int size, long pid) {
        byte[] nothing = {};
        Generator own = Load.by(() -> {
            ManagedChannel channel = bare.next();
            return work(() -> ClientCalls.blockingUnaryCall(channel, BareRpc.METHOD, CallOptions.DEFAULT, nothing));
        });
        return row(
                "bare method",
                outside(bare, BareRpc.METHOD, ByteString.EMPTY, size).orElse(own),
                pid);
    }

    private static void addReads(List<Row> rows, Channels service, long pid) {
        rows.add(read(
                service,
                ConnectionsServiceGrpc.getGetUserProfileMethod(),
                GetUserProfileRequest.newBuilder().setUserId(user(0)).build(),
                pid));
        rows.add(read(
                service,
                ConnectionsServiceGrpc.getLookupUsernameMethod(),
                LookupUsernameRequest.newBuilder().setUsername(username(0)).build(),
                pid));
        rows.add(read(
                service,
                ConnectionsServiceGrpc.getLookupPublicProfileMethod(),
                LookupPublicProfileRequest.newBuilder().setUsername(username(0)).build(),
                pid));
        rows.add(read(
                service,
                ConnectionsServiceGrpc.getLookupUserProfileMethod(),
                LookupUserProfileRequest.newBuilder().setUsername(username(0)).build(),
                pid));
    }

    /** A call that reads; it is made once before, so that its response is known to be one. */
    private static <Q extends MessageLite, R extends MessageLite> Row read(
            Channels service, MethodDescriptor<Q, R> method, Q request, long pid) {
        R response = ClientCalls.blockingUnaryCall(service.next(), method, CallOptions.DEFAULT, request);
        Generator own = Load.by(() -> {
            ManagedChannel channel = service.next();
            return work(() -> ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, request));
        });
        String name = Optional.ofNullable(method.getBareMethodName()).orElseThrow();
        int size = response.getSerializedSize();
        return row(name, outside(service, method, request.toByteString(), size).orElse(own), pid);
    }

    private static Optional<Generator> outside(
            Channels server, MethodDescriptor<?, ?> method, ByteString request, int responseSize) {
        return RequiredProgram.H2LOAD
                .find()
                .map(file -> new H2load(file, server.target, method.getFullMethodName(), request, responseSize));
    }

    private static Row row(String name, Generator load, long pid) {
        return new Row(name, load, Map.of("the server", pid));
    }

    private void addWrites(List<Row> rows, Channels service, List<String> tokens, long pid) {
        rows.add(write(
                "SetPublicProfile",
                service,
                pid,
                calls -> calls.setPublicProfile(SetPublicProfileRequest.newBuilder()
                        .setUserId(user(any()))
                        .setName("Pilot")
                        .setBio("Version " + numbers.incrementAndGet())
                        .build())));
        rows.add(write(
                "AddContact",
                service,
                pid,
                calls -> calls.addContact(AddContactRequest.newBuilder()
                        .setOwnerUserId(user(any()))
                        .setContactUserId("contact-" + numbers.incrementAndGet())
                        .build())));
        rows.add(write(
                "ConsumeContactLink",
                service,
                pid,
                calls -> calls.consumeContactLink(ConsumeContactLinkRequest.newBuilder()
                        .setToken(tokens.get(ThreadLocalRandom.current().nextInt(tokens.size())))
                        .setUserId("user-" + numbers.incrementAndGet())
                        .setRequestId("bench")
                        .build())));
    }

    private interface Call {
        Object make(ConnectionsServiceBlockingStub calls);
    }

    private static Row write(String name, Channels service, long pid, Call call) {
        Generator own = Load.by(() -> {
            ConnectionsServiceBlockingStub calls = service.calls();
            return work(() -> call.make(calls));
        });
        return row(name, own, pid);
    }

    private static Work work(Runnable once) {
        return () -> {
            once.run();
            return true;
        };
    }

    /** Not the first, whose profile is read and stays as it is. */
    private static int any() {
        return ThreadLocalRandom.current().nextInt(1, USERS);
    }

    private static String user(int number) {
        return "usr_%026d".formatted(number);
    }

    private static String username(int number) {
        return "pilot-" + number;
    }

    /** Some connections to one server, used in turns. */
    private static final class Channels implements AutoCloseable {
        private final List<ManagedChannel> channels = new ArrayList<>();
        private final AtomicInteger opened = new AtomicInteger();
        private final String target;

        Channels(String target) {
            this.target = target;
            for (int i = 0; i < H2load.CHANNELS; i++) {
                channels.add(Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                        .build());
            }
        }

        ManagedChannel next() {
            return channels.get(opened.getAndIncrement() % H2load.CHANNELS);
        }

        ConnectionsServiceBlockingStub calls() {
            return ConnectionsServiceGrpc.newBlockingStub(next());
        }

        @Override
        public void close() {
            channels.forEach(ManagedChannel::shutdownNow);
        }
    }
}
