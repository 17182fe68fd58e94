package galaxy.gateway.request;

import galaxy.sessions.SessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a client has signed. Nothing of it is true before its signature was verified.
 *
 * @param messageType not empty; need not be one that is known
 * @param requestId 1 to 64 of {@code [A-Za-z0-9._-]}; a repetition keeps it
 * @param issuedAt by the clock of the client, whole milliseconds
 * @param audience the deployment that it is for, if the client names one
 */
public record ClientRequest(
        SessionId sessionId,
        String messageType,
        String requestId,
        Instant issuedAt,
        Payload payload,
        Optional<String> audience) {}
