package galaxy.client;

import org.jspecify.annotations.Nullable;

/** A call without a response that its operation allows. No message contains an e-mail address, a token or a body. */
public abstract sealed class ClientException extends RuntimeException
        permits ErrorResponseException, NoResponseException, InvalidResponseException {
    ClientException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
