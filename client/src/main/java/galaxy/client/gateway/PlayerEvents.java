package galaxy.client.gateway;

import galaxy.client.ErrorResponseException;
import galaxy.client.InvalidResponseException;
import galaxy.client.NoResponseException;
import galaxy.client.transport.Attempt;
import galaxy.client.transport.Backoff;
import galaxy.client.transport.RpcFailure;
import galaxy.contracts.gateway.v1.SubscribeResponse;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What changes, event by event; {@link #hasNext} waits for the next. A lost connection is opened again and goes on where it was:
 * what followed within five minutes is repeated, else there is {@link PlayerEvent.Resync}. It ends after
 * {@link PlayerEvent.SessionEnded}, by {@link #close} and when its thread is interrupted. For one thread; any may close it.
 *
 * <p>{@link #hasNext} throws {@link ErrorResponseException} if the gateway refuses the stream, and {@link NoResponseException}
 * if the gateway cannot be reached within the timeout of a call; once it was open, it waits for the gateway without end.
 */
public final class PlayerEvents implements Iterator<PlayerEvent>, AutoCloseable {
    private static final String STREAM = "the stream";

    /** The gateway sends a heartbeat every 30 s. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    private static final Duration WITHOUT_END = Duration.ofDays(1);

    private final SignedApi api;
    private final PlayerSession session;
    private final Backoff backoff = new Backoff(new Random());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<Optional<BlockingClientCall<?, SubscribeResponse>>> current =
            new AtomicReference<>(Optional.empty());
    private volatile Optional<Cursor> cursor;
    private Optional<PlayerEvent> next = Optional.empty();
    private boolean isEnded;
    private boolean wasOpen;
    private int failures;
    private long failingSince;
    private long opened;

    PlayerEvents(SignedApi api, PlayerSession session, Optional<Cursor> after) {
        this.api = api;
        this.session = session;
        this.cursor = after;
    }

    /** Where the stream is: after the last event that was returned, and before the next. */
    public Optional<Cursor> cursor() {
        return cursor;
    }

    @Override
    public boolean hasNext() {
        try {
            while (next.isEmpty() && !isEnded && closed.getCount() > 0) {
                read();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
        return next.isPresent();
    }

    @Override
    public PlayerEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        PlayerEvent event = next.orElseThrow();
        next = Optional.empty();
        isEnded |= event instanceof PlayerEvent.SessionEnded;
        return event;
    }

    private void read() throws InterruptedException {
        if (current.get().isEmpty()) {
            opened = api.clock().local();
            current.set(Optional.of(api.open(session, cursor)));
            if (closed.getCount() == 0) {
                close();
                return;
            }
        }
        try {
            var message = Optional.ofNullable(
                    current.get().orElseThrow().read(LONGEST_SILENCE.toMillis(), TimeUnit.MILLISECONDS));
            if (message.isPresent()) {
                received(message.get());
            } else {
                reopen();
            }
        } catch (TimeoutException e) {
            cancel();
            failed(new Attempt.Failed<>("no heartbeat", true, e), Optional.empty());
        } catch (StatusException e) {
            current.set(Optional.empty());
            if (closed.getCount() > 0) {
                failed(RpcFailure.of(e));
            }
        }
    }

    private void received(SubscribeResponse message) {
        wasOpen = true;
        failures = 0;
        Optional.of(message.getCursor())
                .filter(text -> !text.isEmpty())
                .map(Cursor::of)
                .ifPresent(each -> cursor = Optional.of(each));
        next = Decode.event(message);
    }

    /** The gateway ended the stream; one that ends at once is not opened at once. */
    private void reopen() throws InterruptedException {
        current.set(Optional.empty());
        if (!wasOpen) {
            throw new InvalidResponseException("the stream ended before it was open");
        }
        pause(Optional.empty());
    }

    private void failed(RpcFailure failure) throws InterruptedException {
        Optional<Attempt<SubscribeResponse>> without = api.withoutResponse(failure, LONGEST_SILENCE);
        if (without.isPresent()) {
            failed(without.get(), failure.retryAfter());
        } else if (api.isTemporary(failure, opened)) {
            pause(failure.retryAfter());
        } else {
            isEnded = true;
            throw new ErrorResponseException(failure.error(STREAM));
        }
    }

    private void failed(Attempt<SubscribeResponse> attempt, Optional<Duration> retryAfter) throws InterruptedException {
        switch (attempt) {
            case Attempt.Failed<SubscribeResponse>(String reason, boolean _, Throwable cause) -> {
                failingSince = failures == 0 ? System.nanoTime() : failingSince;
                if (!wasOpen
                        && failures > 0
                        && System.nanoTime() - failingSince
                                > api.settings().timeouts().call().toNanos()) {
                    throw unreachable(reason, cause);
                }
                pause(retryAfter);
            }
            case Attempt.Impossible<SubscribeResponse>(String reason, Throwable cause) ->
                throw unreachable(reason, cause);
            case Attempt.Responded<SubscribeResponse> _ -> pause(retryAfter);
        }
    }

    private NoResponseException unreachable(String reason, Throwable cause) {
        isEnded = true;
        var request = new NoResponseException.Request(STREAM, failures + 1, false);
        return new NoResponseException(api.settings().target(), reason, request, cause);
    }

    private void pause(Optional<Duration> retryAfter) throws InterruptedException {
        failures++;
        Duration pause = backoff.pause(failures, retryAfter, WITHOUT_END).orElse(WITHOUT_END);
        if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            isEnded = true;
        }
    }

    private void cancel() {
        current.getAndSet(Optional.empty()).ifPresent(call -> call.cancel("closed", null));
    }

    /** Ends the stream; its iterator has no next event. */
    @Override
    public void close() {
        closed.countDown();
        cancel();
    }
}
