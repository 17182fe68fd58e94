package galaxy.app.cli;

import galaxy.client.ClientException;
import galaxy.client.ErrorResponseException;
import galaxy.client.InvalidResponseException;
import galaxy.client.NoResponseException;
import galaxy.client.ServiceError;
import galaxy.contracts.ErrorCode;
import galaxy.kernel.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a failed command prints.
 *
 * @param lines what is wrong, and then what to do
 */
public record ErrorReport(int exitCode, List<String> lines) {
    private static final String CHECK_ADDRESS =
            "check that --url is the address of the service that the command calls, or --target of a connections service, of"
                    + " this version";

    private static final String SIGN_IN = "sign in again with `galaxy sign-in EMAIL`";

    /** What to do about the reasons of the gateway that no other service has. */
    private static final Map<String, String> FOR_PLAYERS = Map.of(
            "SESSION_INVALID", SIGN_IN,
            "SESSION_REVOKED", SIGN_IN,
            "SESSION_EXPIRED", SIGN_IN,
            "AUDIENCE_MISMATCH", "name the deployment with --audience, as its gateway.audience does",
            "STALE_REQUEST", "repeat the command; if that does not help, set the clock of this machine",
            "REQUEST_REPLAYED", "repeat the command",
            "DEADLINE_EXCEEDED", "repeat the command with the same --request-id, which is safe");

    public ErrorReport {
        lines = lines.stream().map(Printable::of).toList();
    }

    /**
     * The report of a call that failed.
     *
     * @param typed from a field of the request to what the person who typed the command knows it as
     */
    public static ErrorReport of(ClientException failure, UnaryOperator<String> typed) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case ErrorResponseException response -> of(response.error(), typed);
            case NoResponseException none ->
                new ErrorReport(
                        ExitException.UNAVAILABLE,
                        List.of(
                                message,
                                none.mayBeDone()
                                        ? "check the current state with a show or list command before you repeat the"
                                                + " command; if no service runs at --url or --target, start one"
                                                + " (./galaxy serve)"
                                        : "start the service (./galaxy serve), or give its address with --url (users,"
                                                + " auth, geo, gateway) or --target (connections, gateway)"));
            case InvalidResponseException _ ->
                new ErrorReport(ExitException.INVALID_RESPONSE, List.of(message, CHECK_ADDRESS));
        };
    }

    private static ErrorReport of(ServiceError error, UnaryOperator<String> typed) {
        // The reasons of gRPC that every service has are the codes of HTTP in upper case.
        Optional<ErrorCode> code = ErrorCode.of(error.code().toLowerCase(Locale.ROOT));
        List<String> lines = new ArrayList<>();
        lines.add("refused: %s: %s".formatted(error.code(), error.message()));
        error.details()
                .forEach(detail -> lines.add("  %s %s"
                        .formatted(
                                detail.field().isEmpty() ? "the request" : typed.apply(detail.field()),
                                detail.reason())));
        code.map(ErrorReport::advice)
                .or(() -> Optional.ofNullable(FOR_PLAYERS.get(error.code())))
                .or(() -> adviceByStatus(error.status()))
                .ifPresent(lines::add);
        error.requestId().ifPresent(id -> lines.add("request " + id));
        return new ErrorReport(
                code.map(ErrorReport::exitCode).orElseGet(() -> exitCodeByStatus(error.status())), lines);
    }

    private static String advice(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST -> "correct the request and repeat it";
            case PROFILE_UPDATE_BLOCKED ->
                "remove the sanction with `galaxy users unsanction USER profile_update_block`, or wait until it expires";
            case LOGIN_BLOCKED ->
                "see `galaxy users show USER` for what blocks the user, and end it with `galaxy users unblock` or"
                        + " `galaxy users unsanction USER login_block`";
            case USER_NOT_FOUND -> "check the id, e-mail address or race name; matching is exact";
            case INVALID_CODE -> "type the code of the newest mail again";
            case VERSION_NOT_FOUND -> "check the number with `galaxy geo versions USER`";
            case SESSION_NOT_FOUND -> "check the id with `galaxy sessions list USER`";
            case CHALLENGE_EXPIRED -> "ask for a new code with `galaxy sign-in EMAIL`";
            case TOO_MANY_REQUESTS -> "wait for the seconds that the service asks for, and repeat the command";
            case CONFLICT -> "read the current state with `galaxy users show` or `galaxy geo show`, and decide again";
            case UNAUTHENTICATED -> "give a file with the token of a configured caller: --token-file FILE";
            case PERMISSION_DENIED ->
                "use the token of a caller whose role allows this: admin, or for connections gateway or admin, or for"
                        + " sign-in gateway or web";
            case ROUTE_NOT_FOUND, METHOD_NOT_ALLOWED, MISDIRECTED_REQUEST -> CHECK_ADDRESS;
            case PAYLOAD_TOO_LARGE -> "split the request into smaller ones";
            case UNSUPPORTED_MEDIA_TYPE -> "bypass the proxy that changes requests on the way to the service";
            case INTERNAL_ERROR -> "search the log of the service for the request below, and report it";
            case SERVICE_UNAVAILABLE -> "repeat the command later, which is safe";
        };
    }

    private static int exitCode(ErrorCode code) {
        return switch (code) {
            case SERVICE_UNAVAILABLE, TOO_MANY_REQUESTS -> ExitException.UNAVAILABLE;
            case INTERNAL_ERROR -> ExitException.INVALID_RESPONSE;
            case INVALID_REQUEST,
                    UNAUTHENTICATED,
                    PERMISSION_DENIED,
                    PROFILE_UPDATE_BLOCKED,
                    LOGIN_BLOCKED,
                    INVALID_CODE,
                    USER_NOT_FOUND,
                    SESSION_NOT_FOUND,
                    VERSION_NOT_FOUND,
                    CHALLENGE_EXPIRED,
                    ROUTE_NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    MISDIRECTED_REQUEST,
                    CONFLICT,
                    PAYLOAD_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE -> ExitException.REFUSED;
        };
    }

    /** For a code of one service, whose message has the advice, or one that is newer than this program. */
    private static Optional<String> adviceByStatus(String status) {
        return exitCodeByStatus(status) == ExitException.REFUSED ? Optional.empty() : Optional.of(CHECK_ADDRESS);
    }

    private static int exitCodeByStatus(String status) {
        return switch (status) {
            case "UNIMPLEMENTED", "INTERNAL", "UNKNOWN", "DATA_LOSS" -> ExitException.INVALID_RESPONSE;
            case "DEADLINE_EXCEEDED" -> ExitException.UNAVAILABLE;
            default -> status.startsWith("5") ? ExitException.UNAVAILABLE : ExitException.REFUSED;
        };
    }
}
