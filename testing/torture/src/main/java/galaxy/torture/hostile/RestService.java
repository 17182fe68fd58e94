package galaxy.torture.hostile;

import galaxy.testkit.openapi.OpenApi;
import galaxy.testkit.openapi.Operation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A REST service under attack. */
record RestService(String name, OpenApi contract) {
    /** Users first. */
    static final List<RestService> ALL =
            Stream.of("users", "auth", "geoprofile").map(RestService::of).toList();

    static final RestService USERS = ALL.getFirst();

    private static final String NO_ID = "00000000000000000000000000";

    /** What stands for a part of a path that names nothing there is. */
    private static final Map<String, String> NOTHING = Map.of(
            "{user_id}", "usr_" + NO_ID,
            "{challenge_id}", "chl_" + NO_ID,
            "{device_session_id}", "dvs_" + NO_ID,
            "{number}", "1");

    private static RestService of(String name) {
        return new RestService(name, OpenApi.load("/galaxy/contracts/%s.openapi.yaml".formatted(name)));
    }

    /** The path of an operation, or what is left of it to fill in, for things that do not exist. */
    static String filled(String path) {
        String filled = path;
        for (Map.Entry<String, String> part : NOTHING.entrySet()) {
            filled = filled.replace(part.getKey(), part.getValue());
        }
        return filled;
    }

    /** The operations that take a body. */
    List<Operation> withBody() {
        return contract.operations().stream()
                .filter(each -> contract.bodyExample(each).isPresent())
                .toList();
    }
}
