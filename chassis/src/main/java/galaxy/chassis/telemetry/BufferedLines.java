package galaxy.chassis.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Lines on their way to a stream. Their writers never wait for it: one thread writes what has gathered, in large pieces,
 * and when the stream accepts nothing for so long that {@value #MOST} bytes have gathered, further lines are lost and
 * counted.
 */
final class BufferedLines extends OutputStream {
    static final int MOST = 4 * 1024 * 1024;
    private static final int USUAL = 64 * 1024;
    private static final long GATHERING_MILLIS = 10;

    private final OutputStream out;
    private final LongAdder lost;
    private ByteArrayOutputStream gathered = new ByteArrayOutputStream(USUAL);
    private boolean isWriting;
    private boolean isClosed;

    /** @param lost counts the lines that were lost */
    BufferedLines(OutputStream out, LongAdder lost) {
        this.out = out;
        this.lost = lost;
        Thread.ofPlatform().daemon().name("access-log").start(this::writeAll);
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** Takes one line, or loses it. */
    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        if (isClosed || gathered.size() + length > MOST) {
            lost.increment();
            return;
        }
        if (gathered.size() == 0) {
            notifyAll();
        }
        gathered.write(bytes, from, length);
    }

    /** Waits until what has gathered is written, for so long at most. */
    synchronized void drain(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while ((gathered.size() > 0 || isWriting) && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }

    /** Takes no further line. What has gathered is still written. */
    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    private void writeAll() {
        var spare = new ByteArrayOutputStream(USUAL);
        try {
            while (true) {
                var full = next(spare);
                write(full);
                // One that grew is not kept.
                spare = full.size() > USUAL ? new ByteArrayOutputStream(USUAL) : full;
                spare.reset();
                written();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ByteArrayOutputStream next(ByteArrayOutputStream empty) throws InterruptedException {
        synchronized (this) {
            while (gathered.size() == 0) {
                if (isClosed) {
                    throw new InterruptedException("nothing is left to write");
                }
                wait();
            }
            isWriting = true;
        }
        Thread.sleep(GATHERING_MILLIS);
        synchronized (this) {
            var full = gathered;
            gathered = empty;
            return full;
        }
    }

    private void write(ByteArrayOutputStream full) {
        try {
            full.writeTo(out);
            out.flush();
        } catch (IOException e) {
            lost.add(full.toString(StandardCharsets.UTF_8).lines().count());
        }
    }

    private synchronized void written() {
        isWriting = false;
        notifyAll();
    }
}
