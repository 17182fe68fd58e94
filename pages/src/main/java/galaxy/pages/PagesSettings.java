package galaxy.pages;

import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import galaxy.kernel.Parsed;
import galaxy.pages.route.Href;
import galaxy.pages.text.Reasons;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What all pages of a process have in common.
 *
 * @param reasons folder with {@code reasons_<language>.properties} of the operator
 * @param appeal where a player can object to a sanction; {@code {reference}} in it stands for that of the sanction
 * @param help of the operator
 * @param withSubdomains whether browsers shall use https for all hosts below
 */
public record PagesSettings(
        Optional<Path> reasons, Optional<String> appeal, Optional<Href> help, boolean withSubdomains) {
    private static final String REFERENCE = "{reference}";
    private static final Setting<Optional<Path>> REASONS = new Setting<>(
            "pages.reasons.dir",
            Kind.path().orNone(),
            "",
            "folder with reasons_<language>.properties that add to the reasons of sanctions or replace them");
    private static final Setting<Optional<String>> APPEAL = new Setting<>(
            "pages.appeal.url",
            Kind.open("link", text -> link(text.replace(REFERENCE, "x")).map(href -> text))
                    .orNone(),
            "",
            "where a player can object to a sanction, whose reference replaces {reference}");
    private static final Setting<Optional<Href>> HELP = new Setting<>(
            "pages.help.url", Kind.open("link", PagesSettings::link).orNone(), "", "page with help, in every footer");
    private static final Setting<Boolean> SUBDOMAINS = new Setting<>(
            "pages.hsts.subdomains",
            Kind.bool(),
            "false",
            "whether browsers shall use https for all hosts below those of the pages too");

    public static final List<Setting<?>> ALL = List.of(REASONS, APPEAL, HELP, SUBDOMAINS);

    public static PagesSettings read(SettingsReader reader) {
        return new PagesSettings(reader.get(REASONS), reader.get(APPEAL), reader.get(HELP), reader.get(SUBDOMAINS));
    }

    /** Reports reasons that cannot be read. */
    public static void check(SettingsReader reader) {
        List<String> problems = new ArrayList<>();
        Reasons.read(reader.get(REASONS), problems);
        problems.forEach(problem -> reader.problem(REASONS, problem));
    }

    /** The reasons of sanctions, with those of the operator. */
    public Reasons catalogue() {
        return Reasons.read(reasons, new ArrayList<>());
    }

    /** Where a player can object to a sanction. */
    public Optional<Href> appeal(String reference) {
        return appeal.map(url -> Href.external(URI.create(url.replace(REFERENCE, reference))));
    }

    /** A link that an operator gives. */
    public static Parsed<Href> link(String text) {
        try {
            return Parsed.valid(Href.external(URI.create(text)));
        } catch (IllegalArgumentException e) {
            return Parsed.invalid("not a link; give one that begins with https:, http: or mailto:");
        }
    }
}
