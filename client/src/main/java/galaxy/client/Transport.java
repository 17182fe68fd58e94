package galaxy.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Carries calls over HTTP/1.1, and repeats those that may be repeated until the call is out of time. */
final class Transport implements AutoCloseable {
    /** Far more than any answer of the contract. */
    private static final long MAX_BODY = 32L << 20;

    private final ClientSettings settings;
    private final HttpClient http;
    private final Backoff backoff;
    private final InstantSource clock;

    Transport(ClientSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        this.backoff = new Backoff(new Random());
        this.clock = InstantSource.system();
    }

    /** One attempt: an answer, or what went wrong and whether the request may have arrived. */
    private sealed interface Attempt {
        record Answered(Reply reply) implements Attempt {}

        record Failed(String why, boolean mayHaveArrived, Throwable cause) implements Attempt {}
    }

    /**
     * The answer, whatever its status.
     *
     * @throws NoAnswerException if there is none
     */
    Reply send(Call call, CallContext context) {
        String requestId = context.requestId().orElseGet(() -> UUID.randomUUID().toString());
        HttpRequest request = request(call, context, requestId);
        long deadline = System.nanoTime() + settings.patience().toNanos();
        boolean mayBeDone = false;
        for (int number = 1; ; number++) {
            Attempt attempt = attempt(request, left(deadline));
            boolean again = switch (attempt) {
                case Attempt.Answered(Reply reply) -> reply.isPassing() && call.isRepeatable();
                case Attempt.Failed failed -> !failed.mayHaveArrived() || call.isRepeatable();
            };
            Optional<Duration> retryAfter = attempt instanceof Attempt.Answered(Reply reply)
                    ? reply.retryAfter(clock.instant())
                    : Optional.empty();
            Optional<Duration> pause =
                    again ? backoff.pause(number, retryAfter, left(deadline)) : Optional.<Duration>empty();
            switch (attempt) {
                case Attempt.Answered(Reply reply)
                when pause.isEmpty() -> {
                    return reply;
                }
                case Attempt.Answered(Reply _) -> mayBeDone = true;
                case Attempt.Failed(String why, boolean mayHaveArrived, Throwable cause) -> {
                    mayBeDone |= mayHaveArrived;
                    if (pause.isEmpty()) {
                        var asked = new NoAnswerException.Asked(number, mayBeDone, requestId);
                        throw new NoAnswerException(settings.address(), why, asked, cause);
                    }
                }
            }
            rest(pause.orElseThrow(), new NoAnswerException.Asked(number, mayBeDone, requestId));
        }
    }

    /** Gives up whatever is under way. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    URI address() {
        return settings.address();
    }

    private HttpRequest request(Call call, CallContext context, String requestId) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(settings.address() + call.target()))
                .header("Accept", "application/json")
                .header("X-Request-Id", requestId);
        settings.token().ifPresent(token -> builder.header("Authorization", "Bearer " + token.reveal()));
        context.traceparent().ifPresent(text -> builder.header("traceparent", text));
        call.key().ifPresent(key -> builder.header("Idempotency-Key", key));
        call.body()
                .ifPresent(body -> builder.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(
                                body.toString().getBytes(StandardCharsets.UTF_8))));
        return builder.build();
    }

    private Attempt attempt(HttpRequest request, Duration left) {
        Duration limit = left.compareTo(settings.requestTimeout()) < 0 ? left : settings.requestTimeout();
        // Its own time limit ends with the head of an answer. Its asynchronous form would be done by the common pool,
        // which a busy program may leave no thread of.
        var running = new FutureTask<HttpResponse<String>>(() ->
                http.send(request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), MAX_BODY)));
        Thread.startVirtualThread(running);
        try {
            HttpResponse<String> response = running.get(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
            return new Attempt.Answered(new Reply(response.statusCode(), response.headers(), response.body()));
        } catch (TimeoutException e) {
            running.cancel(true);
            return new Attempt.Failed("no answer within " + limit.toMillis() + " ms", true, e);
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            var asked = new NoAnswerException.Asked(
                    1, true, request.headers().firstValue("X-Request-Id").orElse(""));
            throw new NoAnswerException(settings.address(), "the caller was interrupted", asked, e);
        }
    }

    private static Attempt failed(Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException e -> new Attempt.Failed("no connection in time", false, e);
            case ConnectException e -> new Attempt.Failed("no connection", false, e);
            case HttpTimeoutException e -> new Attempt.Failed("no answer in time", true, e);
            case IOException e -> new Attempt.Failed("the connection was lost", true, e);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(cause);
        };
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private void rest(Duration pause, NoAnswerException.Asked asked) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException(settings.address(), "the caller was interrupted", asked, e);
        }
    }
}
