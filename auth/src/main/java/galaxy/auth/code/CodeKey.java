package galaxy.auth.code;

import java.util.Arrays;

/** A key that codes are derived with. */
public final class CodeKey {
    static final int BYTES = 32;

    private final String id;
    private final byte[] key;

    /**
     * @param id by which challenges name it
     * @param key 32 bytes
     */
    public CodeKey(String id, byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a code key has " + BYTES + " bytes");
        }
        this.id = id;
        this.key = Arrays.copyOf(key, key.length);
    }

    public String id() {
        return id;
    }

    byte[] bytes() {
        return key;
    }

    @Override
    public String toString() {
        return "CodeKey[" + id + "]";
    }
}
