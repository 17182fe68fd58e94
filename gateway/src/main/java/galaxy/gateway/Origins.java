package galaxy.gateway;

import galaxy.chassis.settings.Kind;
import galaxy.kernel.Parsed;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Origins of pages, as browsers send them: scheme, host and, where it is not the usual one, port; nothing after it. */
final class Origins {
    private static final Pattern ORIGIN =
            Pattern.compile("https?://([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(:[1-9][0-9]{0,4})?");
    private static final int MOST_PORT = 65_535;

    private Origins() {}

    /** Origins separated by commas, or nothing. */
    static Kind<Set<String>> kind() {
        return Kind.open("origins", text -> {
            Set<String> origins = new LinkedHashSet<>();
            for (String each : text.isEmpty() ? new String[0] : text.split(",", -1)) {
                String origin = each.strip();
                if (!isOrigin(origin)) {
                    return Parsed.invalid("not a list of origins; give them as browsers send them, such as"
                            + " https://play.example.com, in lower case, without a path or a usual port,"
                            + " separated by commas");
                }
                origins.add(origin);
            }
            return Parsed.valid(Set.copyOf(origins));
        });
    }

    private static boolean isOrigin(String text) {
        if (!ORIGIN.matcher(text).matches()) {
            return false;
        }
        String scheme = text.substring(0, text.indexOf(':'));
        String rest = text.substring(scheme.length() + "://".length());
        int colon = rest.lastIndexOf(':');
        if (colon < 0 || rest.endsWith("]")) {
            return true;
        }
        int port = Integer.parseInt(rest.substring(colon + 1));
        return port <= MOST_PORT && port != (scheme.equals("https") ? 443 : 80);
    }
}
