package galaxy.geoprofile.version;

import java.util.Arrays;
import java.util.Locale;

/** Why users did not take a version. */
public enum Failure {
    USER_NOT_FOUND,
    /** They refuse the country. */
    REFUSED;

    /** The word on the wire: {@code refused}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The failure with this word.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Failure of(String code) {
        return Arrays.stream(values())
                .filter(failure -> failure.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no failure of a version: " + code));
    }
}
