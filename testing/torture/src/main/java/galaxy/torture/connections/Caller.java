package galaxy.torture.connections;

import galaxy.contracts.connections.v1.ConnectionsServiceGrpc.ConnectionsServiceBlockingStub;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Result;
import galaxy.torture.workload.Target;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** One client's requests: each is sent again until it is told yes or no, or until it is hopeless. Of one thread. */
final class Caller {
    private static final long HOPELESS = Duration.ofSeconds(60).toNanos();
    private static final int SHORTEST_PAUSE = 20;
    private static final int LONGEST_PAUSE = 100;

    private final Surroundings around;
    private final int client;
    private final RandomGenerator random;
    private int drawn;

    /**
     * What all clients share.
     *
     * @param run the beginning of every request id
     */
    record Surroundings(Wire wire, Target target, Journal journal, Findings findings, String run) {}

    /** How one attempt ended. */
    private record Heard<A>(Result answer, Optional<A> yes, String told, boolean wasSent, boolean mayGoOn) {}

    Caller(Surroundings around, int client, RandomGenerator random) {
        this.around = around;
        this.client = client;
        this.random = random;
    }

    /** A request id that nobody used before. */
    String draw() {
        return around.run() + "-" + client + "-" + drawn++;
    }

    /** Asks for something that changes nothing. */
    <A> Reply<A> read(String what, Function<ConnectionsServiceBlockingStub, A> call) throws InterruptedException {
        return send(draw(), what, false, call);
    }

    /** @param isWrite whether a yes acknowledges a change */
    <A> Reply<A> send(String request, String what, boolean isWrite, Function<ConnectionsServiceBlockingStub, A> call)
            throws InterruptedException {
        List<Attempt> attempts = new ArrayList<>();
        Journal journal = around.journal();
        long first = journal.now();
        while (true) {
            ManagedChannel channel = around.wire()
                    .to(
                            around.target()
                                    .connections()
                                    .get(random.nextInt(
                                            around.target().connections().size())),
                            client);
            long begun = journal.now();
            Heard<A> heard = attempt(channel, request, what, call);
            long ended = journal.now();
            journal.attempt(
                    request,
                    what,
                    isWrite,
                    new galaxy.torture.workload.Attempt<A>(
                            begun,
                            ended,
                            0,
                            0,
                            new galaxy.torture.workload.Reply<>(
                                    heard.answer(),
                                    "",
                                    heard.told(),
                                    Optional.empty(),
                                    galaxy.torture.workload.Reply.Progress.ENDED)));
            if (heard.wasSent()) {
                attempts.add(new Attempt(begun, ended, heard.answer(), heard.mayGoOn()));
            }
            if (heard.answer() == Result.DONE || heard.answer() == Result.REFUSED || ended - first > HOPELESS) {
                Optional<String> refusal =
                        heard.answer() == Result.REFUSED ? Optional.of(heard.told()) : Optional.empty();
                return new Reply<>(request, first, attempts, heard.yes(), refusal);
            }
            Thread.sleep(random.nextInt(SHORTEST_PAUSE, LONGEST_PAUSE));
        }
    }

    private <A> Heard<A> attempt(
            ManagedChannel channel, String request, String what, Function<ConnectionsServiceBlockingStub, A> call) {
        try {
            return new Heard<>(Result.DONE, Optional.of(call.apply(Wire.stub(channel, request))), "", true, false);
        } catch (StatusRuntimeException e) {
            return heard(request, what, e);
        }
    }

    private <A> Heard<A> heard(String request, String what, StatusRuntimeException e) {
        Optional<String> reason = Wire.reason(e);
        String told = reason.orElseGet(() -> e.getStatus().toString());
        boolean isKnown = switch (e.getStatus().getCode()) {
            case INVALID_ARGUMENT, ALREADY_EXISTS, NOT_FOUND, FAILED_PRECONDITION, RESOURCE_EXHAUSTED ->
                reason.isPresent();
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> true;
            default -> false;
        };
        Findings findings = around.findings();
        findings.check("no error but UNAVAILABLE", isKnown, () -> what + " " + request + ": " + told);
        reason.ifPresent(given -> findings.check(
                "an error names its request",
                Wire.requestId(e).filter(request::equals).isPresent(),
                () -> what + " " + request + ": " + Wire.requestId(e)));
        return switch (e.getStatus().getCode()) {
            case UNAVAILABLE ->
                reason.isPresent()
                        ? new Heard<>(Result.UNAVAILABLE, Optional.empty(), told, true, false)
                        : new Heard<>(Result.NO_RESPONSE, Optional.empty(), told, !Wire.wasNotSent(e), false);
            case DEADLINE_EXCEEDED, CANCELLED -> new Heard<>(Result.NO_RESPONSE, Optional.empty(), told, true, true);
            default ->
                isKnown
                        ? new Heard<>(Result.REFUSED, Optional.empty(), told, true, false)
                        : new Heard<>(Result.NO_RESPONSE, Optional.empty(), told, true, true);
        };
    }
}
