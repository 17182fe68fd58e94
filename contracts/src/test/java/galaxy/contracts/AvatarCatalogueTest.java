package galaxy.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

final class AvatarCatalogueTest {
    private static final Path FOLDER = Path.of("src/main/resources/galaxy/contracts/avatars");
    private static final Path PAGE = Path.of("../docs/reference/avatars.md");
    private static final String ID = "[a-z0-9-]{1,64}";
    private static final int MOST_BYTES = 3 * 1024;

    private final Manifest manifest = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readValue(read(FOLDER.resolve("manifest.json")), Manifest.class);

    private record Manifest(int version, List<AvatarSet> sets) {
        Stream<Picture> pictures() {
            return sets.stream().flatMap(set -> set.assets().stream().map(asset -> new Picture(set, asset)));
        }
    }

    private record AvatarSet(String id, String name, List<Asset> assets) {}

    private record Asset(String id, String name, String file) {}

    private record Picture(AvatarSet set, Asset asset) {
        String prefix() {
            return set.id() + "-" + asset.id() + "-";
        }

        String svg() {
            return read(FOLDER.resolve(asset.file()));
        }
    }

    @Test
    void has_a_version_and_at_least_three_sets_of_at_least_twelve() {
        assertThat(manifest.version()).isPositive();
        assertThat(manifest.sets()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(manifest.sets())
                .allSatisfy(set -> assertThat(set.assets()).as(set.id()).hasSizeGreaterThanOrEqualTo(12));
    }

    @Test
    void every_id_is_well_formed_and_given_once() {
        assertThat(manifest.sets())
                .extracting(AvatarSet::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches(ID));
        assertThat(manifest.sets())
                .allSatisfy(set -> assertThat(set.assets())
                        .extracting(Asset::id)
                        .doesNotHaveDuplicates()
                        .allMatch(id -> id.matches(ID)));
    }

    @Test
    void every_set_and_every_asset_of_a_set_has_a_name_of_its_own() {
        assertThat(manifest.sets())
                .extracting(AvatarSet::name)
                .doesNotHaveDuplicates()
                .allMatch(AvatarCatalogueTest::isName);
        assertThat(manifest.sets())
                .allSatisfy(set -> assertThat(set.assets())
                        .extracting(Asset::name)
                        .doesNotHaveDuplicates()
                        .allMatch(AvatarCatalogueTest::isName));
    }

    @Test
    void a_file_is_named_for_its_ids_and_every_file_is_listed() throws IOException {
        assertThat(manifest.pictures())
                .allSatisfy(picture -> assertThat(picture.asset().file())
                        .isEqualTo(picture.set().id() + "/" + picture.asset().id() + ".svg"));
        try (Stream<Path> files = Files.walk(FOLDER)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> FOLDER.relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("manifest.json"),
                                    manifest.pictures()
                                            .map(picture -> picture.asset().file()))
                            .toList());
        }
    }

    @Test
    void every_picture_is_of_flat_shapes_and_titled_with_its_name() {
        assertThat(manifest.pictures())
                .allSatisfy(picture -> assertThat(AvatarDrawing.problems(
                                picture.svg(), picture.asset().name(), picture.prefix()))
                        .as(picture.asset().file())
                        .isEmpty());
    }

    @Test
    void every_picture_is_small() {
        assertThat(manifest.pictures())
                .allSatisfy(picture -> assertThat(FOLDER.resolve(picture.asset().file()))
                        .isNotEmptyFile()
                        .satisfies(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(MOST_BYTES)));
    }

    @Test
    void no_two_pictures_are_the_same_but_for_title_and_ids() {
        assertThat(manifest.pictures()
                        .map(picture -> picture.svg()
                                .replaceFirst("<title>.*</title>", "")
                                .replace(picture.prefix(), "")))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_avatars_page_has_the_version_and_the_sets() {
        String page = read(PAGE);
        assertThat(page).contains("This is version " + manifest.version() + ".");
        assertThat(page.lines().filter(line -> line.matches("\\| `[^`]*` \\|.*")))
                .containsExactlyElementsOf(
                        manifest.sets().stream().map(AvatarCatalogueTest::row).toList());
    }

    private static String row(AvatarSet set) {
        String assets = String.join(
                ", ", set.assets().stream().map(asset -> "`" + asset.id() + "`").toList());
        return "| `%s` | %s | %d | %s |"
                .formatted(set.id(), set.name(), set.assets().size(), assets);
    }

    private static boolean isName(String name) {
        return name.matches("\\p{L}[\\p{L} ]{0,38}\\p{L}");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
