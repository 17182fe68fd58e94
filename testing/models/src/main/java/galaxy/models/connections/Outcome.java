package galaxy.models.connections;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Optional;

/** What a request returns and publishes, and its change, which carries it out, once, in the model that decided it. */
public record Outcome(Result result, List<Event> events, Runnable change) {
    public sealed interface Result {
        /** The same with all times unknown. */
        default Result untimed() {
            return this instanceof Done(Message response) ? new Done(Messages.untimed(response)) : this;
        }

        /** It was carried out. */
        record Done(Message response) implements Result {}

        /** It changed nothing. */
        record Refused(String reason) implements Result {}
    }

    /**
     * A published event, without what only the service knows: id, time and sequence.
     *
     * @param type {@code profile}, {@code contact} or {@code contact_link}
     * @param operation such as {@code added}
     * @param subject the user whom it is about
     * @param actor the user who caused it
     * @param value as it is after the change; a removed contact as it was before
     */
    public record Event(String type, String operation, String subject, String actor, Message value) {
        /** The operation, but {@code profile} for both of a profile. */
        public String kind() {
            return type.equals("profile") ? type : operation;
        }
    }

    static Outcome refused(String reason) {
        return new Outcome(new Result.Refused(reason), List.of(), () -> {});
    }

    static Outcome done(Message response, List<Event> events, Runnable change) {
        return new Outcome(new Result.Done(response), events, change);
    }

    static Outcome read(Message request, Object... values) {
        return done(Messages.response(request, values), List.of(), () -> {});
    }

    /** A read of a value that there may be. */
    static Outcome found(Message request, Optional<?> value, String reasonIfNot) {
        return value.isPresent() ? read(request, value) : refused(reasonIfNot);
    }
}
