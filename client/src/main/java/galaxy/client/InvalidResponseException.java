package galaxy.client;

/** The response breaks the contract: it is from another service, or from a bug. The request may have been carried out. */
public final class InvalidResponseException extends ClientException {
    public InvalidResponseException(String problem) {
        super("The response breaks the contract: " + problem, null);
    }
}
