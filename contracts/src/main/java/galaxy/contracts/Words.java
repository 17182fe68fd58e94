package galaxy.contracts;

import java.util.Locale;

/** How constants are spelled outside of Java. */
final class Words {
    private Words() {}

    /** {@code USER_NOT_FOUND} as {@code user_not_found}. */
    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
