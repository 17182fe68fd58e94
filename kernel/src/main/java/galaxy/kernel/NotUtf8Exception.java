package galaxy.kernel;

import java.nio.charset.CharacterCodingException;

/** Bytes that should be a text in UTF-8 are not. */
public final class NotUtf8Exception extends CharacterCodingException {
    private final long line;

    /** @param line the first that is not UTF-8, from 1 */
    NotUtf8Exception(long line) {
        this.line = line;
    }

    @Override
    public String getMessage() {
        return "line " + line + " is not UTF-8";
    }
}
