package galaxy.app.cli;

import galaxy.client.Account;
import galaxy.client.Delivery;
import galaxy.client.Ensured;
import galaxy.client.Entitlement;
import galaxy.client.EntitlementState;
import galaxy.client.ErrorAnswerException;
import galaxy.client.Outcome;
import galaxy.client.Plan;
import galaxy.client.ServiceError;
import galaxy.client.UserCommand;
import galaxy.client.UsersClient;
import galaxy.client.Why;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import java.util.Optional;

/** Brings one line into the service. Doing it again comes to the same. */
final class ImportOne {
    private static final Source SOURCE = Source.of("import");

    private final UsersClient client;
    private final Why why;

    ImportOne(UsersClient client, Why why) {
        this.client = client;
        this.why = why;
    }

    /** What became of a line. */
    sealed interface Fate {
        /** The user is new. */
        record Created() implements Fate {}

        /** The user was there, and is now as the line says. */
        record Existing() implements Fate {}

        /**
         * Something of the line, or all of it, is not done.
         *
         * @param code of the error, or {@code blocked}
         */
        record Refused(String code, String reason) implements Fate {}
    }

    /**
     * Does it.
     *
     * @param key by which the service knows the line again
     * @throws galaxy.client.ClientException when the service does not answer, or lets nobody in
     */
    Fate bring(ImportLine line, String key) {
        try {
            return switch (client.ensure(line.email(), line.language(), line.timeZone())) {
                case Ensured.Blocked(var _, ReasonCode reason) ->
                    new Fate.Refused("blocked", "the e-mail address is blocked: " + reason.value());
                case Ensured.Created(UserId userId) ->
                    complete(userId, line, key).orElseGet(Fate.Created::new);
                case Ensured.Existing(UserId userId) ->
                    complete(userId, line, key).orElseGet(Fate.Existing::new);
            };
        } catch (ErrorAnswerException e) {
            if (e.error() instanceof ServiceError.Refusal refusal) {
                return refused("", refusal);
            }
            throw e;
        }
    }

    private Optional<Fate> complete(UserId userId, ImportLine line, String key) {
        Optional<Fate> renamed = line.raceName()
                .flatMap(name -> client.rename(userId, name) instanceof Outcome.Refused<Account>(var refusal)
                        ? Optional.of(refused("race_name: ", refusal))
                        : Optional.empty());
        return renamed.or(() -> line.plan().flatMap(plan -> grant(userId, plan, line, key)));
    }

    private Optional<Fate> grant(UserId userId, Plan plan, ImportLine line, String key) {
        var command = new UserCommand.Grant(plan, Optional.empty(), line.endsAt(), SOURCE, why);
        return switch (client.perform(userId, command, Delivery.withKey(key))) {
            case Outcome.Done<EntitlementState> _ -> Optional.empty();
            case Outcome.Refused<EntitlementState>(ServiceError.Conflict conflict) ->
                has(userId, plan, line) ? Optional.empty() : Optional.of(refused("plan_code: ", conflict));
            case Outcome.Refused<EntitlementState>(ServiceError.Refusal refusal) ->
                Optional.of(refused("plan_code: ", refusal));
        };
    }

    /** Whether an import before this one has granted it, longer ago than the service remembers keys. */
    private boolean has(UserId userId, Plan plan, ImportLine line) {
        return client.find(userId)
                .map(Account::entitlement)
                .filter(known -> known.plan().equals(plan))
                .map(Entitlement::endsAt)
                .filter(line.endsAt()::equals)
                .isPresent();
    }

    private static Fate refused(String part, ServiceError.Refusal refusal) {
        var reason = new StringBuilder(part).append(refusal.report().message());
        refusal.report()
                .details()
                .forEach(detail -> reason.append(" [%s: %s]".formatted(detail.field(), detail.reason())));
        return new Fate.Refused(refusal.code(), reason.toString());
    }
}
