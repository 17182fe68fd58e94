package galaxy.client;

/** The answer is not what the contract says: another service, or a fault. What was asked for may be done. */
public final class UnreadableAnswerException extends ClientException {
    UnreadableAnswerException(String what) {
        super("The answer does not fit the contract: " + what, null);
    }
}
