package galaxy.geoprofile.client;

import galaxy.chassis.telemetry.RepeatedWarnings;
import galaxy.client.CallContext;
import galaxy.client.ClientException;
import galaxy.client.ErrorResponseException;
import galaxy.client.InvalidResponseException;
import galaxy.client.Outcome;
import galaxy.client.users.DeclaredCountry;
import galaxy.client.users.Delivery;
import galaxy.client.users.Refusal;
import galaxy.client.users.UsersClient;
import galaxy.geoprofile.sync.SyncTask;
import galaxy.geoprofile.sync.UserCountries;
import galaxy.geoprofile.version.Failure;
import galaxy.kernel.Cause;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users service by its client; its address is known once it is needed. */
public final class UsersOverHttp implements UserCountries {
    private static final Logger LOG = LoggerFactory.getLogger(UsersOverHttp.class);
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);
    private static final Set<String> REFUSE_CALLER = Set.of("unauthenticated", "permission_denied");

    private final Supplier<UsersClient> client;

    public UsersOverHttp(Supplier<UsersClient> client) {
        this.client = client;
    }

    @Override
    public boolean exists(UserId userId, Cause cause) {
        try {
            return client.get()
                    .in(new CallContext(cause.requestId(), cause.traceparent()))
                    .exists(userId);
        } catch (ClientException e) {
            noteRefusal(e);
            throw new UnavailableException("users do not say whether there is a user: " + e.getMessage(), e);
        }
    }

    @Override
    public Response sync(SyncTask task) {
        try {
            CallContext context = new CallContext(Optional.of(task.requestId()), Optional.empty());
            Delivery delivery = Delivery.withKey(IdempotencyKey.of(task.idempotencyKey()));
            return response(client.get()
                    .in(context)
                    .syncCountry(task.userId(), task.country().value(), delivery));
        } catch (ErrorResponseException e) {
            return later("users return " + e.error().code(), e);
        } catch (InvalidResponseException e) {
            return later("users return what they should not", e);
        } catch (ClientException | UnavailableException e) {
            return later("users do not respond", e);
        }
    }

    /** Users were not reached, or not understood. The causes in the log are few, whatever the number of users. */
    private static Response later(String reason, RuntimeException cause) {
        WARNINGS.warn("a declared country is sent again later", new UnavailableException(reason, cause));
        noteRefusal(cause);
        return new Response.Unknown();
    }

    /** Nothing works before an operator has changed something. */
    private static void noteRefusal(RuntimeException cause) {
        if (cause instanceof ErrorResponseException e
                && REFUSE_CALLER.contains(e.error().code())) {
            WARNINGS.error("users return %s: give this service a caller of the role geo in geoprofile.users.token"
                    .formatted(e.error().code()));
        }
    }

    private static Response response(Outcome<DeclaredCountry, Refusal> outcome) {
        return switch (outcome) {
            case Outcome.Done<DeclaredCountry, Refusal> _ -> new Response.Acknowledged();
            case Outcome.Refused<DeclaredCountry, Refusal>(Refusal reason, var error) ->
                switch (reason) {
                    case USER_NOT_FOUND -> new Response.Refused(Failure.USER_NOT_FOUND);
                    case INVALID_REQUEST, CONFLICT -> {
                        LOG.error("users refuse a declared country ({}): {}", error.code(), error.message());
                        yield new Response.Refused(Failure.REFUSED);
                    }
                    case PROFILE_UPDATE_BLOCKED, LOGIN_BLOCKED -> new Response.Unknown();
                };
        };
    }
}
