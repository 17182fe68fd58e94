package galaxy.app;

import galaxy.app.cli.JsonOption;
import galaxy.app.cli.Table;
import galaxy.chassis.json.JsonFields;
import galaxy.store.Claims.Claim;
import galaxy.store.NameCollisions;
import galaxy.store.NameCollisions.Collision;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Lists the names that several users have. */
@Command(
        name = "collisions",
        description = {
            "Lists names that look the same by the rules of now, and that users had before these rules: all keep them,",
            "and no one else gets such a name until all of them have left it. Names are shown as they were claimed.",
            "Reads redis.uri, or else the embedded Redis of the Galaxy that runs on data.dir on this machine."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done, whether there are any or not",
            " 2:the command line is invalid",
            "69:Redis cannot be used, or no Galaxy runs here",
            "74:the output cannot be written",
            "78:the settings are invalid"
        })
final class StoreCollisions implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<Collision> all = options.store()
                .connect((address, store) -> NameCollisions.read(address, store, Galaxy.PROCESS.names()));
        PrintWriter out = spec.commandLine().getOut();
        if (json.isOn()) {
            all.forEach(each -> out.println(json(each)));
        } else if (all.isEmpty()) {
            out.println("No name has several users.");
        } else {
            Table table = new Table("SERVICE", "KEY", "USER", "NAME");
            all.forEach(each ->
                    each.claims().forEach(claim -> table.row(each.service(), each.key(), claim.owner(), name(claim))));
            table.print(out);
        }
        out.flush();
        return 0;
    }

    private static String json(Collision collision) {
        return new String(
                JsonFields.encode(fields -> fields.string("service", collision.service())
                        .string("key", collision.key())
                        .array(
                                "users",
                                collision.claims(),
                                (each, claim) ->
                                        each.string("user_id", claim.owner()).string("name", name(claim)))),
                StandardCharsets.UTF_8);
    }

    /** As the service says it in the details of the claim, if it does. */
    private static String name(Claim claim) {
        try {
            return JSON.readTree(claim.details()).path("race_name").asString("");
        } catch (JacksonException otherDetails) {
            return "";
        }
    }
}
