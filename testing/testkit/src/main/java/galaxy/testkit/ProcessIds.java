package galaxy.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Processes that are not children of this one. */
public final class ProcessIds {
    private ProcessIds() {}

    /** Whether a program runs under this id. One that has ended may keep its id until its parent asks about it. */
    public static boolean runs(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isPresent();
    }

    /** SIGSTOP, if the process exists. */
    public static void pause(long pid) throws InterruptedException {
        signal("STOP", pid);
    }

    /** SIGCONT, if the process exists. */
    public static void resume(long pid) throws InterruptedException {
        signal("CONT", pid);
    }

    private static void signal(String name, long pid) throws InterruptedException {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "test-signal", name, Long.toString(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
