package galaxy.gateway.message;

import galaxy.contracts.GatewayReason;
import java.util.List;

/** What became of a command. */
public sealed interface Answer {
    /** It was carried out. */
    record Done(Result result) implements Answer {}

    /**
     * A service refused it. The same command is refused again until something changes.
     *
     * @param reason one with which a service refuses
     */
    record Refused(GatewayReason reason, ServiceWords words) implements Answer {}

    /**
     * What the service said.
     *
     * @param code its error code
     * @param message for people
     * @param fields that are wrong; may be empty
     */
    record ServiceWords(String code, String message, List<Field> fields) {
        public ServiceWords {
            fields = List.copyOf(fields);
        }
    }

    /** A field that is wrong, and why. */
    record Field(String name, String reason) {}
}
