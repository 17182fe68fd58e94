package galaxy.app.cli.users;

import galaxy.app.cli.StandardInput;
import galaxy.app.cli.WholeFile;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalLong;

/** The input of one import, opened once: a file that replaces it meanwhile is not read. */
final class ImportInput implements Closeable {
    private final Optional<FileChannel> file;
    private final InputStream stream;

    private ImportInput(Optional<FileChannel> file, InputStream stream) {
        this.file = file;
        this.stream = stream;
    }

    /** @param path none for the standard input */
    static ImportInput open(Optional<Path> path) throws IOException {
        if (path.isEmpty()) {
            return new ImportInput(Optional.empty(), StandardInput.open());
        }
        FileChannel file = FileChannel.open(path.get(), StandardOpenOption.READ);
        return new ImportInput(Optional.of(file), Channels.newInputStream(file));
    }

    /** Its bytes, from where the last reader stopped. */
    InputStream stream() {
        return stream;
    }

    OptionalLong size() throws IOException {
        return file.isPresent() ? OptionalLong.of(file.get().size()) : OptionalLong.empty();
    }

    /**
     * Copies lines as they are.
     *
     * @param numbers of the lines, the first is 1
     * @throws IOException also if the input is none that can be read again
     */
    void copy(BitSet numbers, Path to) throws IOException {
        FileChannel again = file.orElseThrow().position(0);
        // It is closed with the file.
        InputStream in = new BufferedInputStream(Channels.newInputStream(again), 1 << 16);
        try (WholeFile whole = WholeFile.create(to)) {
            int line = 1;
            for (int each = in.read(); each >= 0; each = in.read()) {
                if (numbers.get(line)) {
                    whole.write(each);
                }
                line += each == '\n' ? 1 : 0;
            }
            whole.complete();
        }
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
