package galaxy.chassis.http;

import galaxy.chassis.server.RunningRequests;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The responses that go on for as long as their writers write. A stop ends them, and does not wait for them. */
final class Streams {
    private final ResponseSender sender;
    private final RunningRequests running;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /** @param running the requests that a stop waits for, one of which each of them is until it begins */
    Streams(ResponseSender sender, RunningRequests running) {
        this.sender = sender;
        this.running = running;
    }

    /** Ends all of them, and every other one at its begin. */
    void stop() {
        stopped = true;
        threads.forEach(Thread::interrupt);
    }

    boolean isStopped() {
        return stopped;
    }

    /**
     * Sends one, and returns when it has ended.
     *
     * @throws ConnectionLostException when the client has gone or accepts nothing, or all were stopped
     */
    void send(org.eclipse.jetty.server.Response wire, StreamWriter writer) {
        running.end();
        threads.add(Thread.currentThread());
        try {
            if (!stopped) {
                sender.write(wire, false, new byte[0]);
                writer.write(new ResponseStream(bytes -> part(wire, bytes)));
            }
            sender.write(wire, true, new byte[0]);
        } catch (StreamEndedException | InterruptedException e) {
            Thread.interrupted();
            throw new ConnectionLostException(e);
        } finally {
            threads.remove(Thread.currentThread());
            running.begin();
        }
    }

    private void part(org.eclipse.jetty.server.Response wire, byte[] bytes) {
        if (stopped) {
            throw new StreamEndedException("the listener stops");
        }
        try {
            sender.write(wire, false, bytes);
        } catch (ConnectionLostException e) {
            throw new StreamEndedException("the client has left, or accepts nothing");
        }
    }
}
