package galaxy.pages.asset;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Utf8;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {
    private static final int KILO = 1024;
    private static final Pattern TOKEN = Pattern.compile("--([a-z-]+):light-dark\\((#[0-9a-f]{6}),(#[0-9a-f]{6})\\)");

    private static String sheet() throws Exception {
        return Utf8.decode(Assets.sheetBytes());
    }

    private static byte[] file(String name) throws Exception {
        try (var in = AssetsTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void sheet_and_script_are_small() throws Exception {
        assertThat(Assets.sheetBytes().length).isLessThanOrEqualTo(12 * KILO);
        assertThat(file("page.js").length).isLessThanOrEqualTo(4 * KILO);
    }

    @Test
    void the_sheet_has_the_layers_and_no_motion() throws Exception {
        assertThat(sheet())
                .startsWith("@layer reset,tokens,base,parts,print;")
                .doesNotContain("transition", "animation", "@import", "url(")
                .doesNotContainPattern("(margin|padding|border)-(left|right)|text-align:(left|right)");
    }

    private static Map<String, String> palette(int theme) throws Exception {
        Map<String, String> colours = new HashMap<>();
        TOKEN.matcher(sheet()).results().forEach(each -> colours.put(each.group(1), each.group(2 + theme)));
        return colours;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void text_and_lines_stand_out_from_each_surface(int theme) throws Exception {
        var colours = palette(theme);
        assertThat(colours).hasSize(14);
        for (var ground : List.of("bg", "surface", "sunken")) {
            for (var text : List.of("text", "muted", "accent", "danger", "warn", "ok", "info")) {
                assertThat(contrast(colours.get(text), colours.get(ground)))
                        .as(text + " on " + ground)
                        .isGreaterThanOrEqualTo(4.5);
            }
            for (var line : List.of("line", "focus")) {
                assertThat(contrast(colours.get(line), colours.get(ground)))
                        .as(line + " on " + ground)
                        .isGreaterThanOrEqualTo(3);
            }
        }
        for (var button : List.of("accent", "danger")) {
            assertThat(contrast(colours.get("on-accent"), colours.get(button))).isGreaterThanOrEqualTo(4.5);
        }
    }

    /** WCAG 2.2, contrast ratio. */
    private static double contrast(String one, String other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String colour) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    @Test
    void the_file_of_pictures_has_a_view_of_each_in_a_cell_of_its_own() throws Exception {
        var avatars = Avatars.load();
        var svg = Jsoup.parse(Utf8.decode(avatars.picture()), "", Parser.xmlParser());
        var views = svg.select("view");
        var all = avatars.sets().stream().flatMap(set -> set.avatars().stream()).toList();
        assertThat(all).hasSize(36);
        assertThat(views.eachAttr("id"))
                .containsExactlyElementsOf(
                        all.stream().map(Avatars.Avatar::element).toList());
        assertThat(views.eachAttr("viewBox")).doesNotHaveDuplicates().allMatch(box -> box.endsWith(" 128 128"));
        assertThat(svg.select("svg > svg"))
                .hasSize(36)
                .allMatch(cell -> !cell.children().isEmpty());
        assertThat(svg.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(avatars.find("pilots/fox")).isPresent();
        assertThat(avatars.find("pilots", "none")).isEmpty();
    }

    @Test
    void a_qr_code_has_a_quiet_zone_of_four_and_is_black_on_white() throws Exception {
        var svg = Jsoup.parse(
                Utf8.decode(QrPicture.of("https://galaxy.example/c/3w8nq4k7m2p9x1c5v6b8z0t4rs")),
                "",
                Parser.xmlParser());
        var root = svg.selectFirst("svg");
        // Level M holds 51 bytes in version 4 at the least, which has 33 modules.
        assertThat(root.attr("viewBox")).isEqualTo("0 0 41 41");
        assertThat(svg.select("path").first().attr("fill")).isEqualTo("#fff");
        assertThat(svg.select("path").last().attr("d"))
                .startsWith("M4 4h7v1h-7z")
                .doesNotContain("M0", "M1 ", "M3 ");
    }
}
