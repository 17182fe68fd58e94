package galaxy.app.cli.gateway;

import galaxy.client.ErrorResponseException;
import galaxy.client.Outcome;
import galaxy.client.ServiceError;
import galaxy.client.gateway.Call;
import galaxy.client.gateway.GatewayClient;
import galaxy.client.gateway.OwnSession;
import galaxy.client.gateway.Refusal;
import picocli.CommandLine.Command;

/** {@code galaxy sign-out}. */
@Command(
        name = "sign-out",
        description = {
            "Ends the session of the signed-in player, and removes the file with session and key.",
            "A session that has ended is no error."
        })
public final class SignOut extends SignedCommand {
    @Override
    void check() {}

    @Override
    void run(GatewayClient client, StoredSession stored) {
        Outcome<OwnSession, Refusal> outcome =
                client.call(stored.session(), Call.revoke(stored.session().id()));
        boolean wasActive = switch (outcome) {
            case Outcome.Done<OwnSession, Refusal> _ -> true;
            case Outcome.Refused<OwnSession, Refusal>(Refusal reason, ServiceError error) ->
                switch (reason) {
                    case SESSION_INVALID, SESSION_REVOKED, SESSION_EXPIRED, SESSION_NOT_FOUND -> false;
                    case INVALID_REQUEST,
                            AUDIENCE_MISMATCH,
                            UNKNOWN_MESSAGE_TYPE,
                            PROFILE_UPDATE_BLOCKED,
                            LOGIN_BLOCKED,
                            USER_NOT_FOUND,
                            CONFLICT -> throw new ErrorResponseException(error);
                };
        };
        SessionFile.remove(sessionFile());
        out().println((wasActive ? "signed out: session %s has ended" : "session %s had ended before")
                .formatted(stored.session().id()));
    }
}
