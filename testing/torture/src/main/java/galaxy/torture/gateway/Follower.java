package galaxy.torture.gateway;

import galaxy.client.ClientException;
import galaxy.client.ErrorResponseException;
import galaxy.client.gateway.Cursor;
import galaxy.client.gateway.PlayerEvent;
import galaxy.client.gateway.PlayerEvents;
import galaxy.torture.workload.Channels;
import galaxy.torture.workload.Findings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Reads the stream of a player until the session has ended, and goes on after its last event whenever it breaks. */
final class Follower implements AutoCloseable {
    private static final int PAUSE = 100;

    private final Client.Shared shared;
    private final Device device;
    private final Findings findings;
    private final int instance;
    private final Thread thread;
    private Optional<Cursor> after = Optional.empty();
    private int changes;
    private int announced;
    private boolean isOpen;
    private boolean hasEnded;

    /** @param instance to which it is connected */
    Follower(Client.Shared shared, Device device, Findings findings, int instance) {
        this.shared = shared;
        this.device = device;
        this.findings = findings;
        this.instance = instance;
        this.thread = Thread.ofVirtual().start(() -> findings.guard("a client does not fail", this::follow));
    }

    private void follow() throws InterruptedException {
        while (!Thread.currentThread().isInterrupted() && !hasEnded()) {
            var client = shared.streams(shared.context().instances().get(instance));
            try (PlayerEvents events = client.subscribe(Client.session(device), after)) {
                while (events.hasNext()) {
                    happened(events.next());
                    after = events.cursor();
                }
            } catch (ErrorResponseException e) {
                refused(e);
            } catch (ClientException e) {
                findings.count("streams of which no more came");
            }
            Thread.sleep(PAUSE);
        }
    }

    private synchronized void refused(ErrorResponseException e) {
        hasEnded |= e.error().code().startsWith("SESSION_");
        findings.check(Channels.ERRORS, hasEnded, "Subscribe", e);
        notifyAll();
    }

    private synchronized void happened(PlayerEvent event) {
        switch (event) {
            case PlayerEvent.Opened _ -> isOpen = true;
            case PlayerEvent.AccountChanged(String type, var _) ->
                announced += type.equals("user.profile.changed") ? 1 : 0;
            case PlayerEvent.Resync _ -> announced = Math.max(announced, changes);
            case PlayerEvent.SessionEnded _ -> hasEnded = true;
            case PlayerEvent.SessionExpiring _ -> {}
        }
        notifyAll();
    }

    /** A change of the profile begins that the stream is to announce. */
    synchronized void changes() {
        changes++;
    }

    private synchronized boolean await(Duration atMost, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            wait(PAUSE);
        }
        return condition.getAsBoolean();
    }

    boolean awaitOpen(Duration atMost) throws InterruptedException {
        return await(atMost, () -> isOpen);
    }

    /** Whether each change was announced, or is covered by the word to read all again. */
    boolean awaitAnnounced(Duration atMost) throws InterruptedException {
        return await(atMost, () -> announced >= changes);
    }

    boolean awaitEnd(Duration atMost) throws InterruptedException {
        return await(atMost, () -> hasEnded);
    }

    private synchronized boolean hasEnded() {
        return hasEnded;
    }

    @Override
    public synchronized String toString() {
        return announced + " of " + changes + " changes";
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
