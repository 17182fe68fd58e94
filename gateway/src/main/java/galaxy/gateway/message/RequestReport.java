package galaxy.gateway.message;

import galaxy.contracts.MessageType;
import java.time.Duration;
import java.util.Optional;

/** What operators learn of requests. */
@FunctionalInterface
public interface RequestReport {
    /**
     * A request was answered.
     *
     * @param type empty for one that is not known
     * @param outcome {@code ok} or the reason of the error in lower case
     */
    void answered(Optional<MessageType> type, String outcome, Duration took);
}
