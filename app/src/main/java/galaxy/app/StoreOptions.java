package galaxy.app;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which store a command works on: that of the settings, or the embedded one of the Galaxy that runs here. */
final class StoreOptions {
    @Option(
            names = "--redis-uri",
            paramLabel = "URI",
            description = "The same as --set redis.uri=URI. Others can see a command line: give a password in the"
                    + " environment, as GALAXY_REDIS_URI, or in the file of --config.")
    private Optional<String> redisUri = Optional.empty();

    @Mixin
    private SettingOptions settings = new SettingOptions();

    ReachableStore store() {
        return ReachableStore.of(settings, redisUri);
    }
}
