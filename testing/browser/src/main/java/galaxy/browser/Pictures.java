package galaxy.browser;

import java.nio.file.Path;
import java.util.List;

/** Takes pictures of every page and state: in English, light, wide and narrow; once dark, in German, and in Arabic. */
public final class Pictures {
    private record Series(String name, int width, String query, boolean isDark) {}

    private static final List<Series> ALL = List.of(
            new Series("en-wide", Browser.WIDE, "", false),
            new Series("en-narrow", Browser.NARROW, "", false),
            new Series("en-dark", Browser.WIDE, "", true),
            new Series("de-wide", Browser.WIDE, "?lang=de", false),
            new Series("ar-wide", Browser.WIDE, "?lang=ar", false));

    private Pictures() {}

    /**
     * Writes them.
     *
     * @param arguments the folder, then the names of series; all without one
     */
    public static void main(String... arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        List<String> wanted = List.of(arguments).subList(1, arguments.length);
        try (Site site = Site.start()) {
            for (Series series : ALL) {
                if (wanted.isEmpty() || wanted.contains(series.name())) {
                    System.err.println(series.name());
                    take(site, series, folder.resolve(series.name()));
                }
            }
        }
    }

    private static void take(Site site, Series series, Path folder) throws InterruptedException {
        try (Visitor visitor = new Visitor(site, Browser.open().width(series.width()))) {
            if (series.isDark()) {
                visitor.browser().dark();
            }
            visitor.all(series.query(), page -> visitor.browser().picture(folder.resolve(page.name() + ".png")));
        }
        ContactSheet.write(folder);
    }
}
