package galaxy.bench;

import galaxy.bench.Load.Work;
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
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                    + " Redis and responds with a fixed body of the size of a profile. The last column is the rate as a"
                    + " share of that. \"Connections\" are calls in flight; they share eight channels."
        },
        mixinStandardHelpOptions = true)
final class ConnectionsBench implements Callable<Integer> {
    private static final int USERS = 1000;
    private static final int OWNERS = 100;
    private static final int CHANNELS = 8;

    @Mixin
    private Rounds rounds = new Rounds();

    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();

    @Override
    public Integer call() throws Exception {
        try (Lab lab = new Lab(Population.FRESH, 0, rounds.jvmFlags());
                Channels service = new Channels(lab.connections())) {
            Report.progress("creating %,d profiles".formatted(USERS));
            ConnectionsServiceBlockingStub calls = service.calls();
            for (int i = 0; i < USERS; i++) {
                calls.setUserProfile(SetUserProfileRequest.newBuilder()
                        .setUserId(user(i))
                        .setUsername(username(i))
                        .setName("Pilot " + i)
                        .setAvatarSetId("pilots")
                        .setAvatarAssetId("captain")
                        .setBio("Flies at night, and mostly alone.")
                        .build());
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
            try (JvmProcess child = BareServer.start(lab.redis().socketUri(), key, size);
                    Channels bare = new Channels(child.awaitWord("rpc ", GalaxyInstance.TIMEOUT))) {
                rounds.measure(loads(service, bare, tokens));
            }
        }
        return 0;
    }

    private Map<String, Callable<? extends Work>> loads(Channels service, Channels bare, List<String> tokens) {
        Map<String, Callable<? extends Work>> loads = new LinkedHashMap<>();
        byte[] nothing = {};
        loads.put("bare method", () -> {
            ManagedChannel channel = bare.next();
            return work(() -> ClientCalls.blockingUnaryCall(channel, BareRpc.METHOD, CallOptions.DEFAULT, nothing));
        });
        putReads(loads, service);
        putWrites(loads, service, tokens);
        return loads;
    }

    private static void putReads(Map<String, Callable<? extends Work>> loads, Channels service) {
        put(
                loads,
                "GetUserProfile",
                service,
                calls -> calls.getUserProfile(GetUserProfileRequest.newBuilder()
                        .setUserId(user(any()))
                        .build()));
        put(
                loads,
                "LookupUsername",
                service,
                calls -> calls.lookupUsername(LookupUsernameRequest.newBuilder()
                        .setUsername(username(any()))
                        .build()));
        put(
                loads,
                "LookupPublicProfile",
                service,
                calls -> calls.lookupPublicProfile(LookupPublicProfileRequest.newBuilder()
                        .setUsername(username(any()))
                        .build()));
        put(
                loads,
                "LookupUserProfile",
                service,
                calls -> calls.lookupUserProfile(LookupUserProfileRequest.newBuilder()
                        .setUsername(username(any()))
                        .build()));
    }

    private void putWrites(Map<String, Callable<? extends Work>> loads, Channels service, List<String> tokens) {
        put(
                loads,
                "SetPublicProfile",
                service,
                calls -> calls.setPublicProfile(SetPublicProfileRequest.newBuilder()
                        .setUserId(user(any()))
                        .setName("Pilot")
                        .setBio("Version " + numbers.incrementAndGet())
                        .build()));
        put(
                loads,
                "AddContact",
                service,
                calls -> calls.addContact(AddContactRequest.newBuilder()
                        .setOwnerUserId(user(any()))
                        .setContactUserId("contact-" + numbers.incrementAndGet())
                        .build()));
        put(
                loads,
                "ConsumeContactLink",
                service,
                calls -> calls.consumeContactLink(ConsumeContactLinkRequest.newBuilder()
                        .setToken(tokens.get(ThreadLocalRandom.current().nextInt(tokens.size())))
                        .setUserId("user-" + numbers.incrementAndGet())
                        .setRequestId("bench")
                        .build()));
    }

    private interface Call {
        Object make(ConnectionsServiceBlockingStub calls);
    }

    private static void put(Map<String, Callable<? extends Work>> loads, String name, Channels service, Call call) {
        loads.put(name, () -> {
            ConnectionsServiceBlockingStub calls = service.calls();
            return work(() -> call.make(calls));
        });
    }

    private static Work work(Runnable once) {
        return () -> {
            once.run();
            return true;
        };
    }

    private static int any() {
        return ThreadLocalRandom.current().nextInt(USERS);
    }

    private static String user(int number) {
        return "usr_%026d".formatted(number);
    }

    private static String username(int number) {
        return "pilot-" + number;
    }

    /** Some connections to one server, used in turns. */
    private final class Channels implements AutoCloseable {
        private final List<ManagedChannel> channels = new ArrayList<>();

        Channels(String target) {
            for (int i = 0; i < CHANNELS; i++) {
                channels.add(Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                        .build());
            }
        }

        ManagedChannel next() {
            return channels.get(opened.getAndIncrement() % CHANNELS);
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
