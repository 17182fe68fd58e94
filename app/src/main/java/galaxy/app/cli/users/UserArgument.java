package galaxy.app.cli.users;

import galaxy.app.cli.ExitException;
import galaxy.client.users.Account;
import galaxy.client.users.UsersClient;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import java.util.Optional;

/** A user as an argument names one. */
sealed interface UserArgument {
    String RULE = "A user id, e-mail address or race name, exactly; name:NAME for a race name that looks like an id.";

    String NAME = "name:";

    record ById(UserId userId) implements UserArgument {}

    record ByEmail(EmailAddress email) implements UserArgument {}

    record ByName(String raceName) implements UserArgument {}

    /**
     * The user that an argument names.
     *
     * @throws IllegalArgumentException if it contains @ and is not an e-mail address
     */
    static UserArgument parse(String text) {
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
            case Parsed.Invalid<UserId> _ -> new ByName(text);
        };
    }

    /** The account as it is now. An e-mail address is sent in the body of a request, never in a URL. */
    default Account find(UsersClient client) {
        Optional<Account> found = switch (this) {
            case ById(UserId userId) -> client.find(userId);
            case ByEmail(EmailAddress email) -> client.findByEmail(email);
            case ByName(String raceName) -> client.findByRaceName(raceName);
        };
        return found.orElseThrow(UserArgument::unknown);
    }

    /** There is no such user. */
    static ExitException unknown() {
        return new ExitException(
                ExitException.REFUSED,
                "refused: user_not_found: there is no such user; check the id, e-mail address or race name; matching is"
                        + " exact");
    }

    /** The id, requested only if the argument is not an id. */
    default UserId userId(UsersClient client) {
        return this instanceof ById(UserId userId) ? userId : find(client).userId();
    }
}
