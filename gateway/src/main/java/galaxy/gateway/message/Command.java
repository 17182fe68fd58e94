package galaxy.gateway.message;

import java.util.Optional;

/** What a player asks for. The services that carry it out judge the texts in it. */
public sealed interface Command {
    /** Reads the own account. */
    record ReadAccount() implements Command {}

    record Rename(String raceName) implements Command {}

    /** Changes what is given. */
    record ChangeSettings(Optional<String> preferredLanguage, Optional<String> timeZone) implements Command {}

    /** Reads the session of the request. */
    record ReadSession() implements Command {}

    /** Lists the active sessions. */
    record ListSessions() implements Command {}

    /**
     * Ends one of the own sessions.
     *
     * @param sessionId as the client sent it
     */
    record RevokeSession(String sessionId) implements Command {}

    /** Ends all sessions but that of the request. */
    record RevokeOthers() implements Command {}
}
