package galaxy.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a child process when this JVM ends, however it ends. The guard is a small shell process that reads from a pipe of
 * this JVM: at the end of the pipe it asks the child to stop (SIGTERM) and, after a time of grace, kills it (SIGKILL).
 */
public final class ProcessGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessGuard.class);

    /** Arguments: the process to end, the grace in tenths of a second. Signals are ignored: the pipe alone decides. */
    private static final String SCRIPT = """
            trap '' HUP INT TERM QUIT
            while IFS= read -r word; do
              [ "$word" = dismissed ] && exit 0
            done
            kill -s TERM "$1" 2>/dev/null || exit 0
            kill -s CONT "$1" 2>/dev/null
            left=$2
            while [ "$left" -gt 0 ]; do
              kill -s 0 "$1" 2>/dev/null || exit 0
              sleep 0.1 2>/dev/null || sleep 1
              left=$((left - 1))
            done
            kill -s KILL "$1" 2>/dev/null
            """;

    private final long pid;
    private final Duration grace;
    private final AtomicBoolean dismissed = new AtomicBoolean();
    private volatile Process shell;

    private ProcessGuard(long pid, Duration grace) throws IOException {
        this.pid = pid;
        this.grace = grace;
        this.shell = launch();
    }

    /** Watches from when this returns until the child has ended. */
    public static ProcessGuard watch(Process child, Duration grace) throws IOException {
        var guard = new ProcessGuard(child.pid(), grace);
        guard.replaceWhenGone(guard.shell);
        // Process ids are used again: the guard must not keep one longer than the child has it.
        var _ = child.onExit().thenRun(guard::close);
        return guard;
    }

    /** The guard's own process, for tests. */
    long shellPid() {
        return shell.pid();
    }

    /** Dismisses the guard: the child has ended, or may outlive this JVM. */
    @Override
    public void close() {
        if (!dismissed.getAndSet(true)) {
            Process current = shell;
            try (var pipe = current.getOutputStream()) {
                pipe.write("dismissed\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException guardIsGone) {
                current.destroyForcibly();
            }
        }
    }

    private Process launch() throws IOException {
        long tenths = grace.plusMillis(99).toMillis() / 100;
        return ChildProcesses.shell(SCRIPT, "galaxy-guard", Long.toString(pid), Long.toString(tenths))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Someone may kill the guard by mistake; while the child lives, there is always one. */
    private void replaceWhenGone(Process gone) {
        var _ = gone.onExit().thenRunAsync(() -> {
            if (dismissed.get()
                    || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
                return;
            }
            try {
                Process next = launch();
                shell = next;
                if (dismissed.get()) {
                    next.destroyForcibly();
                } else {
                    replaceWhenGone(next);
                }
            } catch (IOException noShell) {
                LOG.warn("Process {} is without a guard", pid, noShell);
            }
        });
    }
}
