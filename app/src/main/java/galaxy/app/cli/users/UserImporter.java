package galaxy.app.cli.users;

import galaxy.client.ErrorResponseException;
import galaxy.client.Outcome;
import galaxy.client.ServiceError;
import galaxy.client.users.Account;
import galaxy.client.users.Delivery;
import galaxy.client.users.EnsureResult;
import galaxy.client.users.Entitlement;
import galaxy.client.users.EntitlementState;
import galaxy.client.users.Plan;
import galaxy.client.users.Reason;
import galaxy.client.users.Refusal;
import galaxy.client.users.UserCommand;
import galaxy.client.users.UsersClient;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Imports one line. Importing it again has the same result. */
final class UserImporter {
    private static final Source SOURCE = Source.of("import");

    /** Statuses that the line is to blame for, whatever the code: another line may be accepted. */
    private static final Set<String> OF_THE_LINE = Set.of("400", "409", "413", "422");

    private final UsersClient client;
    private final Reason reason;
    private final Instant newestBefore;

    /** @param newestBefore when the newest user was created before the import */
    UserImporter(UsersClient client, Reason reason, Instant newestBefore) {
        this.client = client;
        this.reason = reason;
        this.newestBefore = newestBefore;
    }

    /** The result of a line. */
    sealed interface Result {
        /** The user is new. */
        record Created() implements Result {}

        /** The user existed before the import, and now has the name and plan of the line. */
        record Existing() implements Result {}

        /**
         * The line, or part of it, was not imported.
         *
         * @param code of the error, or {@code blocked}
         */
        record Refused(String code, String reason) implements Result {}
    }

    /**
     * Imports a line.
     *
     * @param key the idempotency key of the line
     * @throws galaxy.client.ClientException when the service does not respond, or refuses the caller
     */
    Result run(ImportLine line, IdempotencyKey key) {
        try {
            return ensure(line, key);
        } catch (ErrorResponseException e) {
            if (OF_THE_LINE.contains(e.error().status())) {
                return refused("", e.error());
            }
            throw e;
        }
    }

    private Result ensure(ImportLine line, IdempotencyKey key) {
        return switch (client.ensure(line.email(), line.language(), line.timeZone())) {
            case Outcome.Done<EnsureResult, Refusal>(EnsureResult ensured) -> complete(ensured, line, key);
            case Outcome.Refused<EnsureResult, Refusal>(Refusal _, ServiceError error) -> refused("", error);
        };
    }

    private Result complete(EnsureResult ensured, ImportLine line, IdempotencyKey key) {
        return switch (ensured) {
            case EnsureResult.Blocked(var _, ReasonCode blocked, var _) ->
                new Result.Refused("blocked", "the e-mail address is blocked: " + blocked.value());
            case EnsureResult.Created(UserId userId) ->
                complete(userId, line, key).orElseGet(Result.Created::new);
            case EnsureResult.Existing(UserId userId) ->
                complete(userId, line, key)
                        .orElseGet(() -> isNew(userId) ? new Result.Created() : new Result.Existing());
        };
    }

    /** Whether a request before has created the user: one whose response was lost, or that an interrupted run has sent. */
    private boolean isNew(UserId userId) {
        return client.find(userId)
                .filter(user -> user.createdAt().isAfter(newestBefore))
                .isPresent();
    }

    /** Sets name and plan; empty if the service accepted both. */
    private Optional<Result> complete(UserId userId, ImportLine line, IdempotencyKey key) {
        Optional<Result> renamed = line.raceName()
                .flatMap(name ->
                        client.rename(userId, name) instanceof Outcome.Refused<?, Refusal>(var _, ServiceError error)
                                ? Optional.of(refused("race_name: ", error))
                                : Optional.empty());
        return renamed.or(() -> line.plan().flatMap(plan -> grant(userId, plan, line, key)));
    }

    private Optional<Result> grant(UserId userId, Plan plan, ImportLine line, IdempotencyKey key) {
        var command = new UserCommand.Grant(plan, Optional.empty(), line.endsAt(), SOURCE, reason);
        return switch (client.perform(userId, command, Delivery.withKey(key))) {
            case Outcome.Done<EntitlementState, Refusal> _ -> Optional.empty();
            case Outcome.Refused<EntitlementState, Refusal>(Refusal why, ServiceError error) ->
                why == Refusal.CONFLICT && has(userId, plan, line)
                        ? Optional.empty()
                        : Optional.of(refused("plan_code: ", error));
        };
    }

    /** Whether an import before has granted it, longer ago than the service stores keys. */
    private boolean has(UserId userId, Plan plan, ImportLine line) {
        return client.find(userId)
                .map(Account::entitlement)
                .filter(known -> known.plan().equals(plan))
                .map(Entitlement::endsAt)
                .filter(line.endsAt()::equals)
                .isPresent();
    }

    private static Result refused(String part, ServiceError error) {
        var text = new StringBuilder(part).append(error.message());
        error.details().forEach(detail -> text.append(" [%s: %s]".formatted(detail.field(), detail.reason())));
        return new Result.Refused(error.code(), text.toString());
    }
}
