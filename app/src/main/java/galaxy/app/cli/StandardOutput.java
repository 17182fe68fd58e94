package galaxy.app.cli;

import galaxy.kernel.FileReason;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The standard output in UTF-8, whatever the locale. The first write that fails ends the command: a {@link PrintWriter}
 * hides an {@link IOException}, but not the {@link ExitException} that this throws instead.
 */
public final class StandardOutput extends OutputStream {
    private final OutputStream out;
    private final boolean isPipe;
    private boolean isBroken;

    /** @param isPipe whether all that can fail is that the reader went away, such as {@code head} */
    StandardOutput(OutputStream out, boolean isPipe) {
        this.out = out;
        this.isPipe = isPipe;
    }

    public static PrintWriter writer() {
        var buffer = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        return writer(new StandardOutput(buffer, isPipe()));
    }

    static PrintWriter writer(StandardOutput output) {
        return new PrintWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8), false);
    }

    @Override
    public void write(int each) {
        write(new byte[] {(byte) each}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        passOn(() -> out.write(bytes, from, length));
    }

    @Override
    public void flush() {
        passOn(out::flush);
    }

    /** After a failure the buffer keeps its content, and each further flush would fail again. */
    private void passOn(Write write) {
        if (isBroken) {
            return;
        }
        try {
            write.run();
        } catch (IOException e) {
            isBroken = true;
            boolean hasNoReader = isPipe
                    || String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
            throw hasNoReader
                    ? new ExitException(0, "")
                    : ExitException.file("the standard output cannot be written: " + FileReason.of(e));
        }
    }

    /** The message of the system may be in any language, so that it counts only where the kind of the output is unknown. */
    private static boolean isPipe() {
        try {
            String output = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return output.startsWith("pipe:") || output.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }
}
