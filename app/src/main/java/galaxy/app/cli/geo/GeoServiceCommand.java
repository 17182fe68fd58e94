package galaxy.app.cli.geo;

import galaxy.app.cli.CallOptions;
import galaxy.app.cli.JsonOption;
import galaxy.app.cli.ServiceCommand;
import galaxy.client.geoprofile.GeoProfileClient;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that calls the geo profile service. */
abstract class GeoServiceCommand extends ServiceCommand {
    static final String USER_RULE = "The id of the user; `galaxy users show` finds it.";
    static final String NUMBER_RULE = "The number of the version; `galaxy geo versions` shows it.";

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:GEOPROFILE_URL:-http://127.0.0.1:8083}",
            description = "The address of the geo profile service. Default: the environment variable GEOPROFILE_URL,"
                    + " or http://127.0.0.1:8083.")
    private URI url = URI.create("http://127.0.0.1:8083");

    @Mixin
    private CallOptions call = new CallOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    protected final int run() {
        try (GeoProfileClient client = GeoProfileClient.of(call.settings(url, "GEOPROFILE_TOKEN_FILE"))) {
            run(client);
            return 0;
        }
    }

    /** Calls the service, and prints the result. */
    abstract void run(GeoProfileClient client);

    final boolean isJson() {
        return json.isOn();
    }
}
