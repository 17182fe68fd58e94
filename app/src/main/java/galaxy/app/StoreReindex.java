package galaxy.app;

import galaxy.store.ReindexRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has every record indexed again. */
@Command(
        name = "reindex",
        description = {
            "Has the instances that run on the store put every record into its indexes again, while they go on to serve.",
            "A change of limits does that by itself; this is for indexes that were damaged by hand, or restored.",
            "Reaches redis.uri, or else the embedded Redis of the Galaxy that runs on data.dir on this machine."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:it is requested",
            " 2:the command line is invalid",
            "69:Redis cannot be used, or no Galaxy runs here",
            "78:the settings are invalid"
        })
final class StoreReindex implements Callable<Integer> {
    @Option(
            names = "--redis-uri",
            paramLabel = "URI",
            description = "The same as --set redis.uri=URI. Others can see a command line: give a password in the"
                    + " environment, as GALAXY_REDIS_URI, or in the file of --config.")
    private Optional<String> redisUri = Optional.empty();

    @Mixin
    private SettingOptions settings = new SettingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ReachableStore.of(settings, redisUri).connect((address, store) -> {
            ReindexRequest.send(address, store);
            return true;
        });
        spec.commandLine()
                .getOut()
                .println("Every record is being indexed again; the log of an instance says how far it is. Where none"
                        + " runs, the next start does it.");
        return 0;
    }
}
