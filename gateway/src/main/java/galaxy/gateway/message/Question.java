package galaxy.gateway.message;

/**
 * A command of a player, to be carried out once.
 *
 * @param requestId of the client; a repetition keeps it
 * @param origin the call that it came in
 */
public record Question(Player player, String requestId, Command command, Origin origin) {
    /**
     * Under which logs and traces have the call.
     *
     * @param requestId drawn here
     * @param traceparent of W3C Trace Context, begun here
     */
    public record Origin(String requestId, String traceparent) {}

    /** Of a change that is carried out once, for the service that does it. */
    public String idempotencyKey() {
        return player.sessionId().value() + ":" + requestId;
    }
}
