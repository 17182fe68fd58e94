package galaxy.web.signin;

import java.util.List;
import java.util.Optional;

/** What the session of a browser is called in the list of sessions: "Firefox on Linux". */
public final class DeviceName {
    /** Those that name others too come first. */
    private static final List<Known> BROWSERS = List.of(
            new Known("Edg", "Edge"),
            new Known("OPR/", "Opera"),
            new Known("SamsungBrowser/", "Samsung Internet"),
            new Known("Firefox/", "Firefox"),
            new Known("FxiOS/", "Firefox"),
            new Known("CriOS/", "Chrome"),
            new Known("Chrome/", "Chrome"),
            new Known("Safari/", "Safari"));

    private static final List<Known> SYSTEMS = List.of(
            new Known("Android", "Android"),
            new Known("iPhone", "iOS"),
            new Known("iPad", "iPadOS"),
            new Known("Windows", "Windows"),
            new Known("CrOS", "ChromeOS"),
            new Known("Mac OS X", "macOS"),
            new Known("Linux", "Linux"));

    private record Known(String sign, String name) {}

    private DeviceName() {}

    /** The name by a {@code User-Agent}; nothing where it says neither browser nor system. */
    public static Optional<String> of(String userAgent) {
        Optional<String> browser = first(BROWSERS, userAgent);
        Optional<String> system = first(SYSTEMS, userAgent);
        return browser.isPresent() && system.isPresent()
                ? Optional.of(browser.get() + " on " + system.get())
                : browser.or(() -> system);
    }

    private static Optional<String> first(List<Known> all, String userAgent) {
        return all.stream()
                .filter(known -> userAgent.contains(known.sign()))
                .map(Known::name)
                .findFirst();
    }
}
