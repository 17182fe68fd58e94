package galaxy.app;

import galaxy.app.cli.ExitException;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import galaxy.kernel.FileReason;
import galaxy.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;

/** Which data a backup is of: those of the embedded server. */
final class BackupOptions {
    @Mixin
    private SettingOptions settings = new SettingOptions();

    /**
     * The folder of the embedded server.
     *
     * @throws SettingsException when the data are in a Redis of the operator
     */
    Path directory() {
        SettingsReader reader = new SettingsReader(settings.sources(), Galaxy.PROCESS.settings());
        StoreSettings store = StoreSettings.read(reader);
        reader.finish();
        if (store.uri().isPresent()) {
            throw new SettingsException(List.of("redis.uri: the data are in that Redis, which has backups of its own;"
                    + " docs/operations.md says how"));
        }
        return store.embeddedDir();
    }

    /** What went wrong with a file, for people. */
    static UncheckedIOException failed(IOException failure) {
        String file = failure instanceof FileSystemException system ? system.getFile() + ": " : "";
        return new UncheckedIOException(file + FileReason.of(failure), failure);
    }

    /** @throws ExitException as the command line names something that is not there */
    static ExitException missing(String what) {
        return ExitException.usage(what);
    }
}
