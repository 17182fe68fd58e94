package galaxy.torture.users;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Reply;
import galaxy.torture.workload.Result;
import galaxy.torture.workload.Target;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Sends requests to any of the instances, again and again until one answers yes or no. Every attempt is in the journal. */
final class Wire {
    private static final Duration PER_ATTEMPT = Duration.ofSeconds(5);
    private static final Duration PER_REQUEST = Duration.ofSeconds(60);
    private static final Set<Integer> ASK_AGAIN = Set.of(408, 425, 429, 503);
    private static final List<String> TOLD =
            List.of("outcome", "kind", "user_id", "block_reason_code", "race_name", "updated_at");
    private static final JsonMapper JSON = new JsonMapper();
    private static final InstantSource CLOCK = InstantSource.system();

    private final Target target;
    private final Journal journal;
    private final Findings findings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    Wire(Target target, Journal journal, Findings findings) {
        this.target = target;
        this.journal = journal;
        this.findings = findings;
    }

    static long millis() {
        return CLOCK.millis();
    }

    /** Until it is told yes or no, or has not been for very long. */
    Told ask(Request request, RandomGenerator random) throws InterruptedException {
        List<Attempt> attempts = new ArrayList<>();
        long begun = System.nanoTime();
        while (true) {
            Attempt attempt = attempt(
                    request, target.users().get(random.nextInt(target.users().size())));
            attempts.add(attempt);
            if (attempt.isAnswered() || System.nanoTime() - begun > PER_REQUEST.toNanos()) {
                return new Told(request, attempts);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(20, 100));
        }
    }

    private Attempt attempt(Request request, URI instance) throws InterruptedException {
        long begun = journal.now();
        long sent = millis();
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(http(request, instance), HttpResponse.BodyHandlers.ofString());
        try {
            HttpResponse<String> response = answer.get(PER_ATTEMPT.toMillis(), TimeUnit.MILLISECONDS);
            return note(request, answered(request, response, begun, sent));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return note(request, unanswered(begun, sent, true));
        } catch (ExecutionException e) {
            return note(request, unanswered(begun, sent, !(e.getCause() instanceof ConnectException)));
        }
    }

    private static HttpRequest http(Request request, URI instance) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(instance + "/api/v1/internal" + request.path()))
                .header("X-Request-Id", request.id());
        request.key().ifPresent(key -> builder.header("Idempotency-Key", key));
        request.body()
                .ifPresent(body -> builder.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
        return builder.build();
    }

    private Attempt unanswered(long begun, long sent, boolean mayHaveArrived) {
        return new Attempt(
                begun, journal.now(), sent, millis(), Result.NO_RESPONSE, mayHaveArrived, 0, MissingNode.getInstance());
    }

    private Attempt answered(Request request, HttpResponse<String> response, long begun, long sent) {
        int status = response.statusCode();
        JsonNode body = parse(response.body());
        findings.check(
                "no 5xx but 503",
                status < 500 || status == 503,
                () -> request.what() + " " + status + " " + response.body());
        findings.check("answers are JSON objects", body.isObject(), () -> request.what() + " " + response.body());
        findings.check(
                "an answer has the id of its request",
                response.headers().firstValue("X-Request-Id").stream().allMatch(request.id()::equals),
                () -> request.what() + " " + request.id() + " "
                        + response.headers().map());
        return new Attempt(begun, journal.now(), sent, millis(), kind(status), true, status, body);
    }

    private static Result kind(int status) {
        if (status < 300) {
            return Result.DONE;
        }
        if (ASK_AGAIN.contains(status)) {
            return Result.UNAVAILABLE;
        }
        return status < 500 ? Result.REFUSED : Result.NO_RESPONSE;
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static String inShort(Attempt attempt) {
        StringBuilder told = new StringBuilder(attempt.error());
        for (String field : TOLD) {
            String text = attempt.text(field);
            told.append(text.isEmpty() ? "" : " " + text);
        }
        return told.toString().isBlank() ? "" : " " + told.toString().strip();
    }

    private Attempt note(Request request, Attempt attempt) {
        String told = request.path() + request.body().map(body -> " " + body).orElse("") + " → " + attempt.status();
        journal.attempt(
                request.id(),
                request.what(),
                request.isWrite(),
                new galaxy.torture.workload.Attempt<JsonNode>(
                        attempt.begun(),
                        attempt.ended(),
                        attempt.sent(),
                        attempt.received(),
                        new Reply<>(
                                attempt.answer(),
                                attempt.error(),
                                told + inShort(attempt),
                                Optional.empty(),
                                Reply.Progress.ENDED)));
        return attempt;
    }
}
