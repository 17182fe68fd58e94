package galaxy.geoip;

import galaxy.chassis.settings.SettingsException;
import galaxy.geoip.DatabaseFile.Loaded;
import galaxy.geoip.DatabaseFile.Version;
import galaxy.kernel.FileReason;
import galaxy.kernel.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The content of the files that the settings name, or else of what is bundled. */
public final class GeoipData {
    private static final String BUNDLED = "country.table.gz";

    private final CountryTable table;
    private final LanguageTable languages;
    private final Optional<Version> version;

    /** Read when it is first asked for. */
    private static final class Bundled {
        private static final CountryTable TABLE = readBundled();
    }

    private GeoipData(CountryTable table, LanguageTable languages, Optional<Version> version) {
        this.table = table;
        this.languages = languages;
        this.version = version;
    }

    /**
     * Reads both files.
     *
     * @throws SettingsException with every problem of either
     */
    public static GeoipData read(GeoipSettings settings) {
        return read(settings, settings.database().map(DatabaseFile::new));
    }

    static GeoipData read(GeoipSettings settings, Optional<DatabaseFile> database) {
        var problems = new ArrayList<String>();
        LanguageTable languages =
                settings.languages().map(path -> languages(path, problems)).orElseGet(LanguageTable::bundled);
        Optional<GeoipData> data = database.isPresent()
                ? load(database.get(), languages, problems)
                : Optional.of(new GeoipData(bundledTable(), languages, Optional.empty()));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return data.orElseThrow();
    }

    /**
     * Looks at both files before anything is started: the languages whole, the database as far as that takes no time.
     *
     * @throws SettingsException with every problem of either
     */
    public static void check(GeoipSettings settings) {
        var problems = new ArrayList<String>();
        settings.languages().ifPresent(path -> languages(path, problems));
        settings.database()
                .flatMap(path -> new DatabaseFile(path).problem().map(reason -> unreadable(path, reason)))
                .ifPresent(problems::add);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private static Optional<GeoipData> load(DatabaseFile file, LanguageTable languages, List<String> problems) {
        try {
            // Before the content, so that a change meanwhile is seen later as a change.
            Version version = file.version();
            switch (file.load()) {
                case Loaded.Table(CountryTable table) -> {
                    return Optional.of(new GeoipData(table, languages, Optional.of(version)));
                }
                case Loaded.Refused(String reason) ->
                    problems.add("geoip.database: %s is refused: %s; give a whole file in the MaxMind DB format"
                            .formatted(file.path(), reason));
                case Loaded.Unreadable(String reason) -> problems.add(unreadable(file.path(), reason));
            }
        } catch (IOException e) {
            problems.add(unreadable(file.path(), FileReason.of(e)));
        }
        return Optional.empty();
    }

    private static String unreadable(Path path, String reason) {
        return "geoip.database: %s cannot be read (%s); give a readable file, or take the key out for the bundled table"
                .formatted(path, reason);
    }

    private static LanguageTable languages(Path path, List<String> problems) {
        LanguageTable bundled = LanguageTable.bundled();
        var found = new ArrayList<String>();
        try {
            LanguageTable table = bundled.with(Utf8.read(path).lines().toList(), found);
            found.forEach(problem -> problems.add("geoip.languages: %s, %s".formatted(path, problem)));
            return table;
        } catch (IOException e) {
            problems.add("geoip.languages: %s cannot be read (%s); give a readable file in UTF-8, or take the key out"
                    .formatted(path, FileReason.of(e)));
            return bundled;
        }
    }

    /** The table of the program: one, as it takes 4 MB and several services of a process use it. */
    static CountryTable bundledTable() {
        return Bundled.TABLE;
    }

    private static CountryTable readBundled() {
        try (InputStream file = GeoipData.class.getResourceAsStream(BUNDLED)) {
            if (file == null) {
                throw new IllegalStateException(BUNDLED + " is not packaged");
            }
            return TableFormat.readBundled(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CountryTable table() {
        return table;
    }

    public LanguageTable languages() {
        return languages;
    }

    /** Of the file of {@code geoip.database}; empty for the bundled table. */
    Optional<Version> version() {
        return version;
    }
}
