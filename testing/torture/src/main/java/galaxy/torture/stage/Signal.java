package galaxy.torture.stage;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java has no word for. */
enum Signal {
    STOP,
    CONT;

    /** To a process that may have gone meanwhile. */
    void to(long pid) throws InterruptedException {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "torture-signal", name(), Long.toString(pid))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
