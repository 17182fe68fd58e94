package galaxy.app.cli;

import galaxy.client.ClientException;
import galaxy.client.ErrorAnswerException;
import galaxy.client.NoAnswerException;
import galaxy.client.ServiceError;
import galaxy.client.UnreadableAnswerException;
import galaxy.client.connections.ConnectionsException;
import java.util.ArrayList;
import java.util.List;

/** What to tell somebody whose command did not work, and what to do next. */
public final class Failures {
    private Failures() {}

    /** Lines for a terminal, and the code to exit with. */
    public record Told(int exitCode, List<String> lines) {}

    /** What became of a call. */
    public static Told of(ClientException failure) {
        return switch (failure) {
            case ErrorAnswerException answered -> of(answered.error());
            case NoAnswerException none ->
                new Told(
                        ExitException.UNAVAILABLE,
                        List.of(
                                String.valueOf(none.getMessage()),
                                none.mayBeDone()
                                        ? "see with `galaxy users show` what was done before you repeat it"
                                        : "start the service (./galaxy serve), or say with --url where it is"));
            case UnreadableAnswerException unreadable ->
                new Told(
                        ExitException.FAULT,
                        List.of(
                                String.valueOf(unreadable.getMessage()),
                                "is --url the address of a users service, as new as this program?"));
        };
    }

    /** What became of a call to the connections service. */
    public static Told of(ConnectionsException failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure.reason()) {
            case "UNAVAILABLE", "SERVICE_UNAVAILABLE", "DEADLINE_EXCEEDED" ->
                new Told(
                        ExitException.UNAVAILABLE,
                        List.of(
                                message,
                                "start the service (./galaxy serve), say with --target where it is, or try again, which is"
                                        + " safe"));
            case "UNAUTHENTICATED" ->
                new Told(
                        ExitException.REFUSED,
                        List.of(message, "give a file with the token of a configured caller: --token-file FILE"));
            case "PERMISSION_DENIED" ->
                new Told(
                        ExitException.REFUSED,
                        List.of(message, "use the token of a caller whose role may do this: gateway or admin"));
            default ->
                new Told(
                        ExitException.FAULT,
                        List.of(message, "is --target a connections service, as new as this program?"));
        };
    }

    /** What the service said. */
    static Told of(ServiceError error) {
        List<String> lines = new ArrayList<>();
        lines.add("refused: %s: %s".formatted(error.code(), error.report().message()));
        error.report()
                .details()
                .forEach(detail -> lines.add("  %s %s"
                        .formatted(detail.field().isEmpty() ? "the request" : detail.field(), detail.reason())));
        String next = next(error);
        lines.add(error.report()
                .requestId()
                .map(id -> next + " (request " + id + ")")
                .orElse(next));
        return new Told(exitCode(error), lines);
    }

    private static String next(ServiceError error) {
        return switch (error) {
            case ServiceError.InvalidRequest _ -> "correct that and try again";
            case ServiceError.ProfileUpdateBlocked _ ->
                "lift it with `galaxy users unsanction USER profile_update_block`, or wait until it expires";
            case ServiceError.UserNotFound _ -> "check the id, e-mail address or race name; matching is exact";
            case ServiceError.Conflict _ -> "see the current state with `galaxy users show`, and decide anew";
            case ServiceError.Unauthenticated _ ->
                "give a file with the token of a configured caller: --token-file FILE";
            case ServiceError.PermissionDenied _ ->
                "use the token of a caller whose role may do this; admin may do nearly everything";
            case ServiceError.RouteNotFound _ -> "is --url the address of a users service, as new as this program?";
            case ServiceError.MethodNotAllowed _ -> "is --url the address of a users service, as new as this program?";
            case ServiceError.PayloadTooLarge _ -> "send less at once";
            case ServiceError.UnsupportedMediaType _ -> "is there a proxy that changes requests? go around it";
            case ServiceError.InternalFault _ -> "look for this request in the service's log, and report it";
            case ServiceError.ServiceUnavailable _ -> "wait a little and try again; that is safe";
            case ServiceError.Unknown _ -> "is there something between here and the service, or is it newer?";
        };
    }

    private static int exitCode(ServiceError error) {
        return switch (error) {
            case ServiceError.ServiceUnavailable _ -> ExitException.UNAVAILABLE;
            case ServiceError.InternalFault _ -> ExitException.FAULT;
            case ServiceError.Unknown unknown ->
                unknown.report().status() >= 500 ? ExitException.UNAVAILABLE : ExitException.REFUSED;
            case ServiceError.Refusal _,
                    ServiceError.Unauthenticated _,
                    ServiceError.PermissionDenied _,
                    ServiceError.RouteNotFound _,
                    ServiceError.MethodNotAllowed _,
                    ServiceError.PayloadTooLarge _,
                    ServiceError.UnsupportedMediaType _ -> ExitException.REFUSED;
        };
    }
}
