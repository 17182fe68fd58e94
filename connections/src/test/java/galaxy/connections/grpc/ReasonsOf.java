package galaxy.connections.grpc;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reasons of the code, for tests that compare them with what is written of them. */
public final class ReasonsOf {
    private ReasonsOf() {}

    /** From reason to status. */
    public static Map<String, String> theService() {
        return new TreeMap<>(Arrays.stream(Reason.values())
                .collect(Collectors.toMap(Reason::name, reason -> reason.code().name())));
    }
}
