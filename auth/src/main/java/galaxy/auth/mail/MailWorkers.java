package galaxy.auth.mail;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

/** Threads that deliver the mails they are given, each mail once at a time. */
public final class MailWorkers implements AutoCloseable {
    /** More are left to the next round of the work in the background, which finds them due. */
    private static final int MOST = 10_000;

    private static final Duration STOP = Duration.ofSeconds(5);

    private final Mailer mailer;
    private final MailReport report;
    private final BlockingQueue<String> ids = new LinkedBlockingQueue<>(MOST);
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads;
    private volatile boolean closing;

    /** Starts nothing yet. */
    public MailWorkers(Mailer mailer, int count, MailReport report) {
        this.mailer = mailer;
        this.report = report;
        this.threads = IntStream.range(0, count)
                .mapToObj(i -> Thread.ofVirtual().name("auth-mail-" + i).unstarted(this::run))
                .toList();
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /** A mail is due. Never blocks; the mail is delivered soon, unless it waits here already. */
    public void deliver(String id) {
        if (!closing && known.add(id) && !ids.offer(id)) {
            known.remove(id);
        }
    }

    /** How many mails wait here or are being sent. */
    public int size() {
        return known.size();
    }

    /** Waits a few seconds for attempts that are being made; what is left is sent by another instance or after the next start. */
    @Override
    public void close() {
        closing = true;
        ids.clear();
        threads.forEach(thread -> ids.add(""));
        long deadline = System.nanoTime() + STOP.toNanos();
        try {
            for (Thread thread : threads) {
                boolean isOver = thread.getState() == Thread.State.NEW
                        || thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
                if (!isOver) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                String id = ids.take();
                if (!closing) {
                    deliverNow(id);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliverNow(String id) {
        try {
            mailer.deliver(id);
        } catch (RuntimeException e) {
            report.failed(e);
        } finally {
            known.remove(id);
        }
    }
}
