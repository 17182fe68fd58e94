package galaxy.app.cli;

import galaxy.client.Account;
import galaxy.client.UsersClient;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import java.util.Optional;

/** A user as people say it. */
sealed interface Target {
    String RULE =
            "By user id, e-mail address, or race name; all are exact. name:NAME for a race name that looks like an id.";

    String NAME = "name:";

    record ById(UserId userId) implements Target {}

    record ByEmail(EmailAddress email) implements Target {}

    record ByName(String raceName) implements Target {}

    /**
     * The user that a text means.
     *
     * @throws IllegalArgumentException if it is meant as an e-mail address and is none
     */
    static Target parse(String text) {
        if (text.startsWith(NAME)) {
            return new ByName(text.substring(NAME.length()));
        }
        if (text.indexOf('@') >= 0) {
            return switch (EmailAddress.parse(text)) {
                case Parsed.Valid<EmailAddress>(EmailAddress email) -> new ByEmail(email);
                case Parsed.Invalid<EmailAddress>(String reason) ->
                    throw new IllegalArgumentException("an e-mail address " + reason);
            };
        }
        return switch (UserId.parse(text)) {
            case Parsed.Valid<UserId>(UserId userId) -> new ById(userId);
            case Parsed.Invalid<UserId> invalid -> new ByName(text);
        };
    }

    /** The account as it is now. An e-mail address travels in the body of a request, never in a URL. */
    default Account find(UsersClient client) {
        Optional<Account> found = switch (this) {
            case ById(UserId userId) -> client.find(userId);
            case ByEmail(EmailAddress email) -> client.findByEmail(email);
            case ByName(String raceName) -> client.findByRaceName(raceName);
        };
        return found.orElseThrow(() -> new ExitException(
                ExitException.REFUSED,
                "refused: user_not_found: there is no such user; check the id, e-mail address or race name, matching is"
                        + " exact"));
    }

    /** Who it is, asked for only where it is not said. */
    default UserId userId(UsersClient client) {
        return this instanceof ById(UserId userId) ? userId : find(client).userId();
    }
}
