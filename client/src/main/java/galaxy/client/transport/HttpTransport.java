package galaxy.client.transport;

import galaxy.client.CallContext;
import galaxy.client.ClientSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends requests over HTTP/1.1, and repeats them where that is safe. */
final class HttpTransport implements AutoCloseable {
    /** Far larger than any response of a contract. */
    private static final long MAX_BODY = 32L << 20;

    private final ClientSettings settings;
    private final HttpClient http;
    private final Retry retry;

    /** Whether there has been a response, or the reason why there is none has been looked for. */
    private final AtomicBoolean isHttp = new AtomicBoolean();

    HttpTransport(ClientSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeouts().connect())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        this.retry = new Retry(settings.address().toString(), settings.timeouts(), settings.repeats());
    }

    /**
     * The response, with any status.
     *
     * @throws galaxy.client.NoResponseException if there is none
     */
    HttpReply send(JsonRequest json, CallContext context) {
        String requestId = context.requestIdOrRandom();
        // Without a body there is no sign of it: then it is taken as sent once there is a connection.
        var isSent = new AtomicBoolean(json.body().isEmpty());
        HttpRequest request = request(json, context, requestId, isSent);
        return retry.send(requestId, json.effect(), timeout -> attempt(request, timeout, isSent));
    }

    /** Ends calls in progress. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    URI address() {
        return settings.address();
    }

    private HttpRequest request(JsonRequest json, CallContext context, String requestId, AtomicBoolean isSent) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(settings.address() + json.target()))
                .header("Accept", "application/json")
                .header("X-Request-Id", requestId);
        settings.token().ifPresent(token -> builder.header("Authorization", token.authorization()));
        context.traceparent().ifPresent(text -> builder.header("traceparent", text));
        json.key().ifPresent(key -> builder.header("Idempotency-Key", key.value()));
        json.body()
                .ifPresent(body -> builder.header("Content-Type", "application/json")
                        .POST(new NotedBody(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        body.toString().getBytes(StandardCharsets.UTF_8)),
                                isSent)));
        return builder.build();
    }

    /** A body that notes when it is asked for, which is after the connection is open. */
    private record NotedBody(HttpRequest.BodyPublisher body, AtomicBoolean isSent)
            implements HttpRequest.BodyPublisher {
        @Override
        public long contentLength() {
            return body.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            isSent.set(true);
            body.subscribe(subscriber);
        }
    }

    /** @param isSent whether the request, in this or an earlier attempt, may have been sent */
    private Attempt<HttpReply> attempt(HttpRequest request, Duration timeout, AtomicBoolean isSent)
            throws InterruptedException {
        // A timeout of the request itself ends with the headers of the response, and sendAsync runs in the common pool,
        // all threads of which a busy program may occupy.
        var running = new FutureTask<HttpResponse<String>>(() ->
                http.send(request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), MAX_BODY)));
        Thread.startVirtualThread(running);
        try {
            HttpResponse<String> response = running.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            isHttp.set(true);
            var reply = new HttpReply(
                    response.statusCode(),
                    response.headers(),
                    response.body(),
                    InstantSource.system().instant());
            return new Attempt.Responded<>(reply, reply.isTemporary(), reply.retryAfter());
        } catch (TimeoutException e) {
            return new Attempt.Failed<>("no response within " + timeout.toMillis() + " ms", isSent.get(), e);
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause(), isSent.get());
        } finally {
            running.cancel(true);
        }
    }

    private Attempt<HttpReply> failed(Throwable cause, boolean isSent) {
        Optional<String> impossible = Connections.impossible(cause);
        if (impossible.isPresent()) {
            return new Attempt.Impossible<>(impossible.get(), cause);
        }
        return switch (cause) {
            case HttpConnectTimeoutException e -> new Attempt.Failed<>("no connection in time", false, e);
            case ConnectException e -> new Attempt.Failed<>(Connections.missing(e), false, e);
            case HttpTimeoutException e -> new Attempt.Failed<>("no response in time", isSent, e);
            case IOException e
            when isOnlyTls() -> new Attempt.Impossible<>("it speaks TLS; its address begins with https://", e);
            case IOException e -> new Attempt.Failed<>("the connection was lost", isSent, e);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(cause);
        };
    }

    /** Asked once, and only where there never was a response. */
    private boolean isOnlyTls() {
        return !settings.address().getScheme().equals("https")
                && isHttp.compareAndSet(false, true)
                && Connections.speaksTls(settings.address());
    }
}
