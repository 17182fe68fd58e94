package galaxy.auth.client;

import galaxy.auth.user.UserBlocks;
import galaxy.auth.user.UserDirectory;
import galaxy.client.CallContext;
import galaxy.client.ClientException;
import galaxy.client.ErrorResponseException;
import galaxy.client.ServiceError;
import galaxy.client.users.BlockResult;
import galaxy.client.users.Delivery;
import galaxy.client.users.EnsureResult;
import galaxy.client.users.Refusal;
import galaxy.client.users.Resolution;
import galaxy.client.users.UsersClient;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The users service by its client; its address is known once it is needed. */
public final class UsersOverHttp implements UserDirectory, UserBlocks {
    private static final String CONTEXT = "registration_context.";

    private final Supplier<UsersClient> client;

    public UsersOverHttp(Supplier<UsersClient> client) {
        this.client = client;
    }

    @Override
    public Standing resolve(EmailAddress email, Cause cause) {
        Resolution resolution = call(cause, users -> users.resolve(email));
        return switch (resolution) {
            case Resolution.Creatable creatable -> new Standing.Creatable();
            case Resolution.Existing(UserId userId) -> new Standing.Existing(userId);
            case Resolution.Blocked(Optional<UserId> userId, ReasonCode reason, Optional<Instant> until) ->
                new Standing.Blocked(new Block(userId, reason, until));
        };
    }

    @Override
    public Ensured ensure(EmailAddress email, String language, String timeZone, Cause cause) {
        galaxy.client.Outcome<EnsureResult, Refusal> outcome =
                call(cause, users -> users.ensure(email, language, timeZone));
        return switch (outcome) {
            case galaxy.client.Outcome.Refused<EnsureResult, Refusal>(Refusal reason, ServiceError error)
            when reason == Refusal.INVALID_REQUEST -> new Ensured.Invalid(problems(error));
            case galaxy.client.Outcome.Refused<EnsureResult, Refusal>(Refusal reason, ServiceError error) ->
                throw new UnavailableException("users refuse a sign-in: " + error.code());
            case galaxy.client.Outcome.Done<EnsureResult, Refusal>(EnsureResult result) ->
                switch (result) {
                    case EnsureResult.Existing(UserId userId) -> new Ensured.User(userId, false);
                    case EnsureResult.Created(UserId userId) -> new Ensured.User(userId, true);
                    case EnsureResult.Blocked(Optional<UserId> userId, ReasonCode reason, Optional<Instant> until) ->
                        new Ensured.Blocked(new Block(userId, reason, until));
                };
        };
    }

    private static List<Problem> problems(ServiceError error) {
        return error.details().stream()
                .map(detail -> new Problem(detail.field().replace(CONTEXT, ""), detail.reason()))
                .toList();
    }

    @Override
    public Outcome block(UserId userId, Request request) {
        return outcome(() -> call(
                request.cause(),
                users -> users.block(userId, request.reason(), request.actor(), request.end(), delivery(request))
                        .orElseThrow()));
    }

    @Override
    public Outcome block(EmailAddress email, Request request) {
        return outcome(() -> call(
                request.cause(),
                users -> users.block(email, request.reason(), request.actor(), request.end(), delivery(request))));
    }

    private static Delivery delivery(Request request) {
        return new Delivery(request.key(), request.isDryRun());
    }

    private static Outcome outcome(Supplier<BlockResult> block) {
        try {
            BlockResult result = block.get();
            String outcome = switch (result) {
                case BlockResult.Blocked blocked -> "blocked";
                case BlockResult.AlreadyBlocked already -> "already_blocked";
            };
            return new Outcome.Done(outcome, result.userId(), result.blockId(), result.expiresAt());
        } catch (ErrorResponseException e) {
            ServiceError error = e.error();
            return new Outcome.Refused(error.code(), error.message(), problems(error));
        }
    }

    /** An error of users that no request of a player causes is theirs or that of the settings: the caller may repeat. */
    private <T> T call(Cause cause, Function<UsersClient, T> request) {
        try {
            return request.apply(client.get().in(context(cause)));
        } catch (ErrorResponseException e) {
            if (isRefusal(e.error())) {
                throw e;
            }
            throw new UnavailableException("users: " + e.getMessage(), e);
        } catch (ClientException e) {
            throw new UnavailableException("users do not respond: " + e.getMessage(), e);
        }
    }

    private static boolean isRefusal(ServiceError error) {
        return error.code().equals("user_not_found")
                || error.code().equals("conflict")
                || error.code().equals("invalid_request");
    }

    private static CallContext context(Cause cause) {
        return new CallContext(cause.requestId(), cause.traceparent());
    }
}
