package galaxy.pages.view;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.pages.gallery.SampleParts;
import galaxy.pages.gallery.SampleSite;
import galaxy.pages.text.Arg;
import galaxy.pages.text.PageLanguage;
import galaxy.pages.text.Sentence;
import gg.jte.Content;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartsTest {
    private static final SampleSite SITE = SampleSite.load();
    private static final SampleParts PARTS = new SampleParts(SITE, SITE.words(PageLanguage.ENGLISH));

    private static Element html(Content part) {
        return Jsoup.parseBodyFragment(Html.text(part)).body();
    }

    private static Document page(PageLanguage language, boolean isSignedIn, PageHead head, Content main) {
        var reader = SITE.reader(SITE.words(language), Theme.DARK, isSignedIn);
        return Jsoup.parse(Html.text(SITE.shell(reader, head, main)));
    }

    @ParameterizedTest
    @EnumSource
    void a_page_with_all_parts_is_well_formed_and_has_one_heading_and_no_id_twice(PageLanguage language) {
        var parts = new SampleParts(SITE, SITE.words(language));
        var shell = SITE.shell(
                SITE.reader(SITE.words(language), Theme.LIGHT, true), PageHead.of("profile", "Profile"), parts.all());
        var parser = Parser.htmlParser().setTrackErrors(50);
        var page = Jsoup.parse(Html.text(shell), parser);
        assertThat(parser.getErrors()).isEmpty();
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("html").attr("lang")).isEqualTo(language.tag());
        assertThat(page.select("html").attr("dir")).isEqualTo(language.isRightToLeft() ? "rtl" : "ltr");
        for (var label : page.select("label[for], [aria-describedby], [aria-labelledby]")) {
            for (var name : List.of("for", "aria-describedby", "aria-labelledby")) {
                for (var id : label.attr(name).isEmpty()
                        ? new String[0]
                        : label.attr(name).split(" ", -1)) {
                    assertThat(page.getElementById(id)).as(name + " " + id).isNotNull();
                }
            }
        }
        assertThat(page.select("[style], [onclick], script:not([src]), style")).isEmpty();
        assertThat(page.select("img:not([alt])")).isEmpty();
    }

    @Test
    void the_shell_of_one_who_has_signed_in_has_navigation_name_and_sign_out() {
        var page = page(
                PageLanguage.ENGLISH, true, PageHead.of("contacts", "Contacts").state("empty"), Html.nothing());
        assertThat(page.select("html").attr("data-theme")).isEqualTo("dark");
        assertThat(page.body().attr("data-page")).isEqualTo("contacts");
        assertThat(page.body().attr("data-state")).isEqualTo("empty");
        assertThat(page.select("nav a").eachText())
                .containsExactly("Profile", "Contacts", "Links", "Standing", "Settings");
        assertThat(page.select("nav a[aria-current=page]").eachText()).containsExactly("Contacts");
        assertThat(page.select("header bdi").text()).isEqualTo("Nova of Vega");
        assertThat(page.select("header form[method=post]").attr("action")).isEqualTo("/sign-out");
        assertThat(page.select("footer button[name=lang]")).isEmpty();
        assertThat(page.select("a.skip").attr("href")).isEqualTo("#main");
        assertThat(page.title()).isEqualTo("Contacts \u2013 Galaxy");
    }

    @Test
    void the_shell_of_others_has_sign_in_and_the_languages() {
        var page = page(PageLanguage.GERMAN, false, PageHead.of("sign-in", "Anmelden"), Html.nothing());
        assertThat(page.select("nav")).isEmpty();
        assertThat(page.select("header a.button").attr("href")).isEqualTo("/sign-in");
        assertThat(page.select("footer button[name=lang]").eachAttr("lang"))
                .containsExactly("en", "de", "pt-BR", "ru", "ar");
        assertThat(page.select("footer button[aria-pressed=true]").eachAttr("value"))
                .containsExactly("de", "dark");
        assertThat(page.select("footer input[name=back]").eachAttr("value")).containsOnly("/");
        assertThat(page.body().hasAttr("data-state")).isFalse();
    }

    @Test
    void a_notice_and_problems_take_the_focus_and_begin_the_title() {
        var noticed = page(
                PageLanguage.ENGLISH, true, PageHead.of("profile", "Profile").notice(PARTS.notice()), Html.nothing());
        assertThat(noticed.title()).startsWith("That page of the list").endsWith(" \u2013 Profile \u2013 Galaxy");
        var notice = noticed.selectFirst("main > .notice");
        assertThat(notice.hasAttr("autofocus")).isTrue();
        assertThat(notice.attr("tabindex")).isEqualTo("-1");
        assertThat(notice.attr("role")).isEqualTo("status");
        var refused = page(
                PageLanguage.ENGLISH,
                true,
                PageHead.of("profile", "Profile").problems(PARTS.problems()),
                PARTS.names(true));
        assertThat(refused.title()).isEqualTo("Error: Profile \u2013 Galaxy");
        assertThat(refused.select("[autofocus][tabindex=-1] > [role=alert] h2").text())
                .isEqualTo("There are 2 problems");
        assertThat(refused.select("[role=alert] a").eachAttr("href")).containsExactly("#f-race_name", "#f-bio");
    }

    @Test
    void a_field_is_described_by_its_hint_and_its_error() {
        var form = html(PARTS.names(true));
        var name = form.getElementById("f-race_name");
        assertThat(name.attr("aria-invalid")).isEqualTo("true");
        assertThat(name.attr("aria-describedby")).isEqualTo("f-race_name-hint f-race_name-error");
        assertThat(form.getElementById("f-race_name-error").text()).contains("is taken");
        assertThat(name.hasAttr("required")).isTrue();
        assertThat(name.hasAttr("maxlength")).isFalse();
        assertThat(form.select("form").hasAttr("novalidate")).isTrue();
        assertThat(form.getElementById("f-email").attr("autocomplete")).isEqualTo("email");
        assertThat(form.getElementById("f-code").attr("autocomplete")).isEqualTo("one-time-code");
        assertThat(form.getElementById("f-code").attr("inputmode")).isEqualTo("numeric");
        assertThat(form.select("input[type=text]:not(#f-code)").eachAttr("autocomplete"))
                .containsOnly("off");
        assertThat(form.select("button.main")).hasSize(1);
        var fine = html(PARTS.names(false)).getElementById("f-email");
        assertThat(fine.hasAttr("aria-invalid") || fine.hasAttr("aria-describedby"))
                .isFalse();
    }

    @Test
    void a_value_comes_back_exactly_as_it_was_typed() {
        var text = "\n</textarea><script>\"'&\u0646";
        var area = html(Field.of("bio", "About", new Control.Area(text, 280, "1 of 280", false)));
        // Browsers drop one line end after the tag, which is why the template writes one; this parser keeps it.
        assertThat(area.selectFirst("textarea").wholeText()).isEqualTo("\n" + text);
        var input = html(Field.of("name", "Name", Control.Input.of(InputKind.TEXT, text)));
        assertThat(input.selectFirst("input").attr("value")).isEqualTo(text);
        assertThat(input.select("script")).isEmpty();
    }

    @Test
    void a_stored_value_is_the_selected_one() {
        assertThat(html(PARTS.zones()).select("option[selected]").eachAttr("value"))
                .containsExactly("Europe/Berlin");
    }

    @Test
    void names_and_ids_keep_their_direction_and_are_not_translated() {
        var people = html(PARTS.people());
        assertThat(people.select(".name bdi[translate=no]").eachText())
                .contains("Orion", "\u0646\u062c\u0645\u0629 \u0627\u0644\u0644\u064a\u0644");
        assertThat(people.select(".name code").attr("dir")).isEqualTo("ltr");
        var sentence = SITE.words(PageLanguage.ENGLISH).sentence("error.report", Arg.code("id", "<r1>"));
        assertThat(html(new SentenceText(sentence)).select("span[dir=ltr]").text())
                .isEqualTo("<r1>");
        assertThat(html(PARTS.standing()).select("p time").attr("datetime")).isEqualTo("2027-03-12T09:40:00.000Z");
    }

    @Test
    void a_table_has_headings_of_columns_and_rows_that_cells_repeat() {
        var table = html(PARTS.table());
        assertThat(table.select("caption").text()).isEqualTo("Contact links");
        assertThat(table.select("th[scope=col][role=columnheader]")).hasSize(4);
        assertThat(table.select("th[scope=row]").eachText()).containsExactly("Forum", "Stream of Tuesday", "Old");
        assertThat(table.select("tr").get(1).select("td").eachAttr("data-label"))
                .containsExactly("State", "Used", "Ends");
        assertThat(table.select("[role=region]").attr("tabindex")).isEqualTo("0");
    }

    @Test
    void one_picture_or_none_is_chosen_and_each_has_a_name() {
        var grid = html(PARTS.avatars());
        assertThat(grid.select("input[checked]").eachAttr("value")).containsExactly("ships/rocket");
        assertThat(grid.select("fieldset fieldset legend").eachText()).containsExactly("Pilots", "Ships", "Worlds");
        assertThat(grid.select("img"))
                .hasSize(36)
                .noneMatch(image -> image.attr("alt").isEmpty());
        var none = html(AvatarGrid.of(SITE.words(PageLanguage.ARABIC), SITE.assets(), "avatar", "", true));
        assertThat(none.select("input[checked]").eachAttr("value")).containsExactly("");
        assertThat(none.select("fieldset.avatars").hasAttr("disabled")).isTrue();
    }

    @Test
    void what_cannot_be_undone_is_confirmed() {
        var form = html(PARTS.confirmation());
        assertThat(form.select("input[name=confirm]").attr("value")).isEqualTo("yes");
        assertThat(form.select("button.danger")).hasSize(1);
        assertThat(form.select("a.button").text()).isEqualTo("Cancel");
    }

    @Test
    void a_list_leads_to_its_first_and_next_page_if_there_are_such() {
        var words = SITE.words(PageLanguage.ENGLISH);
        assertThat(html(new Pagination(words, Optional.empty(), Optional.empty()))
                        .children())
                .isEmpty();
        assertThat(html(PARTS.people()).select("a[rel=next]").attr("href")).isEqualTo("/profile?page_token=x");
        assertThat(html(new Empty(Sentence.of("a"), Sentence.of("b"))).text()).isEqualTo("a b");
    }

    @Test
    void a_page_with_all_parts_but_the_zones_stays_small() {
        int size = Html.bytes(SITE.shell(
                        SITE.reader(SITE.words(PageLanguage.RUSSIAN), Theme.LIGHT, true),
                        PageHead.of("profile", "x"),
                        PARTS.avatars()))
                .length;
        assertThat(size).isLessThan(20 * 1024);
        assertThat(Html.bytes(PARTS.zones()).length).isLessThan(28 * 1024);
    }
}
