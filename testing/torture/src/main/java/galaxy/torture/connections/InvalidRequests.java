package galaxy.torture.connections;

import com.google.protobuf.Message;
import galaxy.models.connections.Messages;
import galaxy.torture.workload.Observed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Requests that are refused with their reason, and change nothing. */
final class InvalidRequests {
    static final String RULE = "an invalid request is refused with its reason";

    private static final String USER = "the user";
    private static final String UNKNOWN_LINK = "lnk_00000000000000000000000000000000";
    private static final Optional<Instant> NO_TIME = Optional.empty();

    private static final List<Invalid> ALL = List.of(
            invalid("INVALID_USERNAME", "SetUsername", USER, "9lives"),
            invalid("INVALID_USER_ID", "SetUsername", " ", "a.username"),
            invalid("INVALID_PROFILE", "SetPublicProfile", USER, "x".repeat(65)),
            invalid("INVALID_PROFILE", "SetUserProfile", USER, "a.username", "Half", "pilots"),
            invalid("INVALID_USERNAME", "LookupUsername", "ä"),
            invalid("INVALID_USER_ID", "GetUserProfile", "x".repeat(129)),
            invalid("OWN_CONTACT", "AddContact", USER, " " + USER),
            invalid("INVALID_PAGE_TOKEN", "ListContacts", USER, 0, "broken"),
            invalid("INVALID_REQUEST_ID", "CreateContactLink", USER),
            invalid("INVALID_LINK", "CreateContactLink", USER, "x", NO_TIME, -1),
            invalid("INVALID_LINK", "CreateContactLink", USER, "x", Instant.EPOCH),
            invalid("LINK_NOT_FOUND", "RevokeContactLink", USER, UNKNOWN_LINK, "x"),
            invalid("LINK_NOT_FOUND", "ConsumeContactLink", "A".repeat(27), USER, "x"),
            invalid("INVALID_LINK_ID", "ListContactLinkEvents", USER));

    private InvalidRequests() {}

    private record Invalid(String reason, String method, List<Object> values) {}

    private static Invalid invalid(String reason, String method, Object... values) {
        return new Invalid(reason, method, List.of(values));
    }

    static void send(Client client, String user) throws InterruptedException {
        Invalid invalid = client.choices.any(ALL);
        Object[] values = invalid.values().stream()
                .map(value -> value instanceof String text ? text.replace(USER, user) : value)
                .toArray();
        Observed<Message> observed = client.read(Messages.request(invalid.method(), values));
        client.shared
                .findings()
                .check(RULE, observed.isOpen() || observed.isRefused(invalid.reason()), () -> user + ": " + observed);
    }
}
