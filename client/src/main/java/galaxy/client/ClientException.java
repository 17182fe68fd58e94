package galaxy.client;

import org.jspecify.annotations.Nullable;

/**
 * A request that did not come to an answer which its operation provides for. No message holds an e-mail address, a token
 * or a body.
 */
public abstract sealed class ClientException extends RuntimeException
        permits ErrorAnswerException, NoAnswerException, UnreadableAnswerException {
    ClientException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
