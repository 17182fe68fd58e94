package galaxy.gateway.stream;

import galaxy.gateway.stream.EventFeed.Attached;
import galaxy.gateway.stream.Mailbox.Mail;
import galaxy.gateway.stream.Notice.Kind;
import galaxy.sessions.Session;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One stream, from its first notice to its end; the thread that it runs on waits while nothing happens. */
final class PlayerStream {
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);
    private static final Duration UNREAD = Duration.ofSeconds(30);
    private static final Duration LAST_DAY = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String INVALID = "session_invalid";

    private final Source source;
    private final SessionId id;
    private final Mailbox mailbox;
    private final Outlet outlet;
    private final Instant reconnectAt;
    private Session session;
    private Instant heartbeatAt;
    private Optional<Instant> announced = Optional.empty();

    /**
     * What all streams share.
     *
     * @param records of sessions, as they are now
     */
    record Source(EventFeed feed, Function<SessionId, Optional<Session>> records, InstantSource clock) {}

    /** Ends the stream from within. It is expected, and has no stack trace. */
    private static final class OverException extends RuntimeException {
        private final transient StreamEnd end;

        private OverException(StreamEnd end) {
            super(end.name(), null, false, false);
            this.end = end;
        }
    }

    /** @param life how long it may last */
    PlayerStream(Source source, Subscriber subscriber, Mailbox mailbox, Outlet outlet, Duration life) {
        this.source = source;
        this.id = subscriber.id();
        this.session = subscriber.session();
        this.mailbox = mailbox;
        this.outlet = outlet;
        Instant now = now();
        this.reconnectAt = now.plus(life);
        this.heartbeatAt = now.plus(HEARTBEAT);
    }

    /**
     * Sends until it is over.
     *
     * @throws galaxy.kernel.UnavailableException when the store does not respond
     * @throws InterruptedException when the client leaves, or the listener stops
     */
    StreamEnd run(String after) throws InterruptedException {
        Optional<Cursor> cursor = Cursor.parse(after);
        Attached attached = source.feed().attach(session.userId(), cursor, mailbox);
        try {
            begin(attached, after, cursor);
            while (true) {
                goOn();
            }
        } catch (OverException e) {
            return e.end;
        } finally {
            source.feed().detach(session.userId(), mailbox);
        }
    }

    private void begin(Attached attached, String after, Optional<Cursor> cursor) throws InterruptedException {
        if (after.isEmpty()) {
            send(Kind.READY, cursor(attached.position()), now(), "");
        } else if (attached.isComplete()) {
            send(Kind.READY, cursor(cursor.orElseThrow().position()), now(), "");
            for (PlayerEvent event : attached.missed()) {
                happened(event);
            }
        } else {
            send(Kind.READY, Cursor.NONE, now(), "");
            send(Kind.RESYNC, cursor(attached.position()), now(), "");
        }
        // An end between the check of the request and now is in no mailbox.
        check(source.feed().position());
    }

    private void goOn() throws InterruptedException {
        Instant now = now();
        if (!now.isBefore(reconnectAt)) {
            Position upTo = catchUp();
            send(Kind.RECONNECT, cursor(upTo), now, "");
            throw new OverException(StreamEnd.RECONNECT);
        }
        if (!now.isBefore(heartbeatAt)) {
            heartbeatAt = now.plus(HEARTBEAT);
            Position upTo = catchUp();
            check(upTo);
            send(Kind.HEARTBEAT, cursor(upTo), now(), "");
        } else if (!now.isBefore(nextOfSession())) {
            check(catchUp());
        }
        awaitReader();
        Optional<Mail> next = mailbox.poll();
        if (next.isPresent()) {
            handle(next.get());
        } else {
            mailbox.due(due().toEpochMilli());
            mailbox.await();
        }
    }

    /** Sends what waits, so that all of the player's events up to a position are sent. */
    private Position catchUp() throws InterruptedException {
        Position upTo = source.feed().position();
        for (int left = mailbox.size(); left > 0; left--) {
            Optional<Mail> next = mailbox.poll();
            if (next.isPresent()) {
                handle(next.get());
            }
        }
        return upTo;
    }

    private void handle(Mail mail) throws InterruptedException {
        switch (mail) {
            case Mail.Event(PlayerEvent event) -> happened(event);
            case Mail.Lost(Position position) -> send(Kind.RESYNC, cursor(position), now(), "");
        }
    }

    private void happened(PlayerEvent event) throws InterruptedException {
        switch (event) {
            case PlayerEvent.AccountChanged changed ->
                send(Kind.ACCOUNT_CHANGED, cursor(changed.position()), changed.at(), changed.type());
            case PlayerEvent.SessionsChanged changed -> check(changed.position());
        }
    }

    /** Reads the record of the session, and says when it ends or has ended. */
    private void check(Position upTo) throws InterruptedException {
        Optional<Session> record = source.records().apply(id);
        if (record.isEmpty()) {
            over(upTo, now(), INVALID, StreamEnd.SESSION_INVALID);
            return;
        }
        session = record.get();
        Instant now = now();
        Optional<Session.Ended> ended = session.endedBy(now);
        if (ended.isPresent()) {
            StreamEnd end = session.status(now) == Session.Status.EXPIRED
                    ? StreamEnd.SESSION_EXPIRED
                    : StreamEnd.SESSION_REVOKED;
            over(upTo, ended.get().at(), ended.get().reason(), end);
        }
        if (isToBeAnnounced() && !now.isBefore(session.expiresAt().minus(LAST_DAY))) {
            announced = Optional.of(session.expiresAt());
            send(Kind.SESSION_EXPIRING, cursor(upTo), session.expiresAt(), "");
        }
    }

    private void over(Position upTo, Instant at, String reason, StreamEnd end) throws InterruptedException {
        send(Kind.SESSION_ENDED, cursor(upTo), at, reason);
        throw new OverException(end);
    }

    private boolean isToBeAnnounced() {
        return !announced.equals(Optional.of(session.expiresAt()));
    }

    /** When the session, as it is known, ends or has to be announced to end. */
    private Instant nextOfSession() {
        return isToBeAnnounced() ? session.expiresAt().minus(LAST_DAY) : session.expiresAt();
    }

    private Instant due() {
        return Stream.of(heartbeatAt, reconnectAt, nextOfSession())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private void send(Kind kind, String cursor, Instant at, String detail) throws InterruptedException {
        awaitReader();
        outlet.send(new Notice(kind, cursor, at, detail));
    }

    /** Waits until the client has read most of what was sent. */
    private void awaitReader() throws InterruptedException {
        Instant since = now();
        while (true) {
            boolean isRead = outlet.isReady();
            if (mailbox.isOverflown(isRead) || !now().isBefore(since.plus(UNREAD))) {
                throw new OverException(StreamEnd.TOO_SLOW);
            }
            if (isRead) {
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    private String cursor(Position position) {
        return new Cursor(position, now()).text();
    }

    private Instant now() {
        return source.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
