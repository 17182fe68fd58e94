package galaxy.app;

import galaxy.app.cli.ExitException;
import galaxy.redis.Backups;
import galaxy.redis.RedisExecutable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies the data of the embedded server. */
@Command(
        name = "backup",
        description = {
            "Copies the data of the embedded Redis in data.dir into a new folder in BACKUPS, while Galaxy runs or not.",
            "Everything that was acknowledged before is in it. A Redis is started on the copy to see that it can be used."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:the copy is complete and on the disk",
            " 2:the command line is invalid",
            "69:it cannot be written or read now",
            "78:the settings are invalid, or there are no data that can be used"
        })
final class Backup implements Callable<Integer> {
    private static final int MOST = 10_000;

    @Parameters(
            paramLabel = "BACKUPS",
            description = "Folder with the copies, one folder each; is made if it is missing.")
    private Path folder = Path.of("");

    @Option(names = "--keep", paramLabel = "N", description = "Then deletes all copies in BACKUPS but the newest N.")
    private Optional<Integer> keep = Optional.empty();

    @Mixin
    private BackupOptions options = new BackupOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        keep.ifPresent(count -> ExitException.inRange("--keep", count, 1, MOST));
        Path directory = options.directory();
        Backups backups = new Backups(folder);
        try {
            Path entry = backups.take(
                    directory, RedisExecutable.find(), InstantSource.system().instant());
            if (keep.isPresent()) {
                backups.keep(keep.get());
            }
            spec.commandLine().getOut().println(entry);
            return 0;
        } catch (IOException e) {
            throw BackupOptions.failed(e);
        }
    }
}
