package galaxy.pages.view;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.pages.gallery.SampleParts;
import galaxy.pages.gallery.SampleSite;
import galaxy.pages.text.PageLanguage;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final SampleSite SITE = SampleSite.load();

    private static Timeline timeline(PageLanguage language) {
        var words = SITE.words(language);
        return Timeline.of(words, "Timeline", new SampleParts(SITE, words).timelineData());
    }

    @Test
    void bars_stay_in_their_lane_and_what_was_cut_off_is_hatched() {
        var timeline = timeline(PageLanguage.ENGLISH);
        assertThat(timeline.rows()).extracting(Timeline.Row::y).containsExactly(0, 32, 64);
        assertThat(timeline.rows()).allSatisfy(row -> {
            assertThat(row.x()).isEqualTo(120);
            assertThat(row.width()).isEqualTo(880);
            assertThat(row.bars()).allMatch(bar -> bar.x() >= 120 && bar.x() + bar.width() + bar.cut() <= 1000);
        });
        var plans = timeline.rows().getFirst().bars();
        assertThat(plans).extracting(Timeline.Bar::css).containsExactly("free", "paid", "paid");
        assertThat(plans.get(1).cut()).isPositive();
        assertThat(plans.get(1).cutX())
                .isEqualTo(plans.get(1).x() + plans.get(1).width());
        assertThat(plans.get(2).cut()).isZero();
        assertThat(timeline.rows().getLast().bars().getFirst().arrow()).endsWith("z");
        assertThat(timeline.ticks()).hasSize(5);
        assertThat(timeline.today().text()).isEqualTo("Today");
    }

    @Test
    void is_mirrored_from_right_to_left() {
        var one = timeline(PageLanguage.ENGLISH).rows().getFirst().bars().getLast();
        var row = timeline(PageLanguage.ARABIC).rows().getFirst();
        assertThat(row.x()).isZero();
        assertThat(row.labelX()).isEqualTo(1000);
        assertThat(row.bars().getLast().x())
                .isCloseTo(1000 - one.x() - one.width(), org.assertj.core.data.Offset.offset(1));
    }

    @Test
    void is_a_named_picture_with_the_same_as_a_table() {
        var html = Jsoup.parseBodyFragment(Html.text(timeline(PageLanguage.ENGLISH)));
        assertThat(html.select("svg[role=img] > title").text()).isEqualTo("Timeline");
        assertThat(html.select("svg > desc").text()).isEqualTo("5 periods from May 10, 2026 to Jul 4, 2027.");
        assertThat(html.select("details tbody tr")).hasSize(5);
        assertThat(html.select("details").text()).contains("no end", "cut off");
    }
}
