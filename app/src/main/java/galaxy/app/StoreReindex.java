package galaxy.app;

import galaxy.store.ReindexRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    @Mixin
    private StoreOptions options = new StoreOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        options.store().connect((address, store) -> {
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
