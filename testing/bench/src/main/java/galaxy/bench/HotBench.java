package galaxy.bench;

import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc.ConnectionsServiceBlockingStub;
import galaxy.contracts.connections.v1.ConsumeContactLinkRequest;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What it costs that many requests at one moment are about the same. */
@Command(
        name = "hot",
        description = {
            "Uses of one contact link, and commands on one user, that arrive at one moment.",
            "",
            "Each is compared with the same number of requests for as many links or users. All of them have to be done."
        },
        mixinStandardHelpOptions = true)
final class HotBench implements Callable<Integer> {
    private static final int LINKS = 300;
    private static final int USERS = 250;

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}")
    private int rounds = 9;

    private int uses;

    /** One of the requests that are made at the same moment, by its number. */
    private interface Request {
        void make(int number) throws Exception;
    }

    @Override
    public Integer call() throws Exception {
        Report report = new Report("at one moment", "for the same", "for as many", "ratio");
        try (Lab lab = new Lab(Population.FRESH, USERS)) {
            links(lab, report);
            commands(lab, report);
        }
        report.print();
        return 0;
    }

    private void links(Lab lab, Report report) throws Exception {
        ManagedChannel channel = Grpc.newChannelBuilder(lab.connections(), InsecureChannelCredentials.create())
                .build();
        try {
            ConnectionsServiceBlockingStub calls = ConnectionsServiceGrpc.newBlockingStub(channel);
            List<String> tokens = new ArrayList<>();
            for (int i = 0; i < LINKS; i++) {
                tokens.add(calls.createContactLink(CreateContactLinkRequest.newBuilder()
                                .setOwnerUserId("owner-" + i)
                                .setRequestId("bench")
                                .build())
                        .getContactLink()
                        .getToken());
            }
            compare(report, "%d uses of a contact link".formatted(LINKS), LINKS, place -> {
                int round = uses++;
                return number -> calls.consumeContactLink(ConsumeContactLinkRequest.newBuilder()
                        .setToken(tokens.get(place.applyAsInt(number)))
                        .setUserId("user-" + round + "-" + number)
                        .setRequestId("bench")
                        .build());
            });
        } finally {
            channel.shutdownNow();
        }
    }

    private void commands(Lab lab, Report report) throws Exception {
        List<String> ids = lab.userIds(USERS);
        List<HttpConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < USERS; i++) {
                connections.add(new HttpConnection(lab.users()));
            }
            compare(report, "%d commands on a user".formatted(USERS), USERS, place -> {
                int round = uses++;
                return number -> connections
                        .get(number)
                        .ok(HttpConnection.post(
                                "/api/v1/internal/users/" + ids.get(place.applyAsInt(number))
                                        + "/declared-country/sync",
                                "{\"declared_country\":\"%s\"}"
                                        .formatted((round / 2 + number) % 2 == 0 ? "DE" : "FR")));
            });
        } finally {
            for (HttpConnection connection : connections) {
                connection.close();
            }
        }
    }

    private interface Requests {
        /** @param place of what the request of a number is for */
        Request of(IntUnaryOperator place);
    }

    private void compare(Report report, String what, int count, Requests requests) throws Exception {
        double[] same = new double[rounds];
        double[] apart = new double[rounds];
        for (int round = -2; round < rounds; round++) {
            int one = Math.floorMod(round, count);
            double together = millis(count, requests.of(number -> one));
            double each = millis(count, requests.of(number -> number));
            if (round >= 0) {
                same[round] = together;
                apart[round] = each;
            }
        }
        double together = Report.median(same);
        double each = Report.median(apart);
        report.row(what, Report.millis(together), Report.millis(each), Report.ratio(together / each));
    }

    /** Until the last of them is done. */
    private static double millis(int count, Request request) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        long begun;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    start.await();
                    request.make(number);
                    return number;
                }));
            }
            begun = System.nanoTime();
            start.countDown();
        }
        double millis = (System.nanoTime() - begun) / 1e6;
        for (Future<?> each : all) {
            each.get();
        }
        return millis;
    }
}
