package galaxy.web.http;

import galaxy.chassis.identity.RequestOrigin;
import galaxy.chassis.telemetry.RepeatedWarnings;
import galaxy.client.CallContext;
import galaxy.client.ErrorResponseException;
import galaxy.client.InvalidResponseException;
import galaxy.client.NoResponseException;
import galaxy.client.ServiceError;
import galaxy.client.auth.AuthClient;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.users.UsersClient;
import galaxy.contracts.ErrorCode;
import galaxy.kernel.UnavailableException;
import galaxy.pages.request.Breaker;
import galaxy.pages.request.DependencyMetrics;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services that pages stand on, each with a breaker. Every call throws {@link UnavailableException} when the service does
 * not respond, and {@link IllegalStateException} for an error that is a bug.
 */
public final class Services {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);
    private static final Set<String> REFUSE_CALLER = Set.of(
            ErrorCode.UNAUTHENTICATED.code(),
            ErrorCode.PERMISSION_DENIED.code(),
            "UNAUTHENTICATED",
            "PERMISSION_DENIED");
    private static final Set<String> PASSES =
            Set.of(ErrorCode.SERVICE_UNAVAILABLE.code(), "UNAVAILABLE", "DEADLINE_EXCEEDED");

    private final Clients clients;
    private final Breaker users;
    private final Breaker auth;
    private final Breaker connections;

    /**
     * The clients, each of which is made when it is first needed.
     *
     * @param signIn auth, with more time
     */
    public record Clients(
            Supplier<UsersClient> users,
            Supplier<AuthClient> auth,
            Supplier<AuthClient> signIn,
            Supplier<ConnectionsClient> connections) {}

    public Services(Clients clients, InstantSource clock, DependencyMetrics metrics) {
        this.clients = clients;
        this.users = new Breaker("users", clock, metrics);
        this.auth = new Breaker("auth", clock, metrics);
        this.connections = new Breaker("connections", clock, metrics);
    }

    public <T> T users(RequestOrigin request, Function<UsersClient, T> call) {
        return users.call(() ->
                called("users", () -> call.apply(clients.users().get().in(context(request)))));
    }

    public <T> T auth(RequestOrigin request, Function<AuthClient, T> call) {
        return auth.call(() ->
                called("auth", () -> call.apply(clients.auth().get().in(context(request)))));
    }

    /** A call that sends or confirms a code. */
    public <T> T signIn(RequestOrigin request, Function<AuthClient, T> call) {
        return auth.call(() ->
                called("auth", () -> call.apply(clients.signIn().get().in(context(request)))));
    }

    public <T> T connections(RequestOrigin request, Function<ConnectionsClient, T> call) {
        return connections.call(() -> called(
                "connections", () -> call.apply(clients.connections().get().in(context(request)))));
    }

    /** What a call returns, or nothing while its service does not respond. */
    public static <T> Optional<T> ifResponding(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (UnavailableException e) {
            return Optional.empty();
        }
    }

    private static CallContext context(RequestOrigin request) {
        return new CallContext(
                Optional.of(request.requestId()), Optional.of(request.trace().traceparent()));
    }

    private static <T> T called(String service, Supplier<T> call) {
        try {
            return call.get();
        } catch (NoResponseException e) {
            throw new UnavailableException("the %s service does not respond".formatted(service), e);
        } catch (InvalidResponseException e) {
            throw new IllegalStateException("the %s service returns what it should not".formatted(service), e);
        } catch (ErrorResponseException e) {
            throw failure(service, e);
        }
    }

    private static RuntimeException failure(String service, ErrorResponseException e) {
        ServiceError error = e.error();
        if (PASSES.contains(error.code()) || PASSES.contains(error.status())) {
            String message = "the %s service cannot do this now".formatted(service);
            return error.retryAfter()
                    .map(wait -> new UnavailableException(message, wait))
                    .orElseGet(() -> new UnavailableException(message, e));
        }
        if (REFUSE_CALLER.contains(error.code()) || REFUSE_CALLER.contains(error.status())) {
            WARNINGS.error("the %s service returns %s: give the pages a caller of the role web in web.%s.token"
                    .formatted(service, error.code(), service));
        }
        return new IllegalStateException("the %s service returns %s".formatted(service, error.code()), e);
    }
}
