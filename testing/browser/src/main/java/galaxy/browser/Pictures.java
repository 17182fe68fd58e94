package galaxy.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes pictures of every page and state: in English, light, wide and narrow; once dark, in German, and in Arabic; what is
 * printed; and those of the README.
 */
public final class Pictures {
    private static final int PAPER = 794;
    private static final int README = 800;

    private static final List<Series> ALL = List.of(
            Series.of("en-wide", Browser.WIDE),
            Series.of("en-narrow", Browser.NARROW),
            Series.of("en-dark", Browser.WIDE).look(Look.DARK),
            Series.of("de-wide", Browser.WIDE).language("de"),
            Series.of("ar-wide", Browser.WIDE).language("ar"),
            Series.of("en-paper", PAPER).look(Look.PAPER).only("link", "standing"),
            Series.of("readme", README).only("public-profile", "standing-new"));

    private enum Look {
        LIGHT,
        DARK,
        PAPER
    }

    /** @param only names of pages; all if it is empty */
    private record Series(String name, int width, String language, Look look, List<String> only) {
        private static Series of(String name, int width) {
            return new Series(name, width, "en", Look.LIGHT, List.of());
        }

        private Series language(String other) {
            return new Series(name, width, other, look, only);
        }

        private Series look(Look other) {
            return new Series(name, width, language, other, only);
        }

        private Series only(String... names) {
            return new Series(name, width, language, look, List.of(names));
        }

        /** Those of the README are to be small. */
        private String ending() {
            return name.equals("readme") ? ".webp" : ".png";
        }

        private List<PageState> pages() {
            return Stream.concat(PageState.all().stream(), PageState.others().stream())
                    .filter(page -> only.isEmpty() || only.contains(page.name()))
                    .toList();
        }
    }

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
        try (Visitor visitor =
                new Visitor(site, Browser.open(true, series.language()).width(series.width()))) {
            switch (series.look()) {
                case LIGHT -> {}
                case DARK -> visitor.browser().dark();
                case PAPER -> visitor.browser().onPaper();
            }
            visitor.some(
                    series.pages(),
                    series.language(),
                    page -> Screenshot.write(visitor.browser(), folder.resolve(page.name() + series.ending())));
        }
        if (series.only().isEmpty()) {
            ContactSheet.write(folder);
        }
    }
}
