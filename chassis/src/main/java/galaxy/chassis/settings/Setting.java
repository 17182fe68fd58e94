package galaxy.chassis.settings;

import galaxy.kernel.Parsed;
import java.util.Locale;

/**
 * One key that an operator may set: its name, its values, its default as the operator would write it, and its purpose. Constants of this type are the only place where a key is written; the reference page is checked against them.
 *
 * @param key lower-case words joined by dots and hyphens, such as {@code users.http.port}
 * @param kind turns the operator's text into the value
 * @param standard the default in the operator's notation; the empty string is "none" for optional settings
 * @param doc one line for the reference page
 */
public record Setting<T>(String key, Kind<T> kind, String standard, String doc) {

    public Setting {
        if (!key.matches("[a-z][a-z0-9]*([.-][a-z0-9]+)*")) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        if (kind.read(standard) instanceof Parsed.Invalid<T>(String reason)) {
            throw new IllegalArgumentException("the default of " + key + " is invalid: " + reason);
        }
    }

    /** {@code users.http.port} is {@code GALAXY_USERS_HTTP_PORT} in the environment. */
    public String environmentName() {
        return SettingSources.ENVIRONMENT_PREFIX
                + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    T standardValue() {
        return kind.read(standard).orElseThrow();
    }
}
