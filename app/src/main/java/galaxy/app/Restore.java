package galaxy.app;

import galaxy.redis.Backups;
import galaxy.redis.RedisExecutable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a backup into place. */
@Command(
        name = "restore",
        description = {
            "Puts the newest copy in BACKUPS, or the one that is named, into data.dir, for the next start of Galaxy.",
            "Refuses where there are data: stop Galaxy, and move its folder data.dir/redis away first."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:the data are in place",
            " 2:the command line is invalid, or there is no such copy",
            "69:it cannot be written or read now, or Galaxy runs on data.dir",
            "78:the settings are invalid, there are data already, or the copy cannot be used"
        })
final class Restore implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BACKUPS", description = "Folder with the copies.")
    private Path folder = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "COPY",
            description = "Name of one of them; the newest without.")
    private Optional<String> name = Optional.empty();

    @Mixin
    private BackupOptions options = new BackupOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path directory = options.directory();
        try {
            Path entry = entry();
            Backups.restore(entry, directory, RedisExecutable.find());
            spec.commandLine().getOut().println(entry + " is in " + directory + "; start it with ./galaxy serve");
            return 0;
        } catch (IOException e) {
            throw BackupOptions.failed(e);
        }
    }

    private Path entry() throws IOException {
        List<Path> entries = new Backups(folder).entries();
        if (name.isPresent()) {
            return entries.stream()
                    .filter(entry -> Files.isDirectory(entry)
                            && String.valueOf(entry.getFileName()).equals(name.get()))
                    .findFirst()
                    .orElseThrow(() -> BackupOptions.missing("COPY: there is no " + name.get() + " in " + folder));
        }
        if (entries.isEmpty()) {
            throw BackupOptions.missing("BACKUPS: there is no copy in " + folder);
        }
        return entries.getLast();
    }
}
