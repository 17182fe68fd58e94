package galaxy.app.cli;

import java.util.regex.Pattern;

/** Texts as words of a shell. */
final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@=,+-]+");

    private Shell() {}

    static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
