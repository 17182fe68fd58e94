package galaxy.pages.gallery;

import galaxy.pages.route.Href;
import galaxy.pages.route.PagePath;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Reasons;
import galaxy.pages.text.Sentence;
import galaxy.pages.text.StandingText;
import galaxy.pages.text.Words;
import galaxy.pages.text.Zones;
import galaxy.pages.view.AvatarGrid;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Chip;
import galaxy.pages.view.Choices;
import galaxy.pages.view.Choices.Choice;
import galaxy.pages.view.Confirmation;
import galaxy.pages.view.Control;
import galaxy.pages.view.Copy;
import galaxy.pages.view.Empty;
import galaxy.pages.view.Facts;
import galaxy.pages.view.Field;
import galaxy.pages.view.Form;
import galaxy.pages.view.Hidden;
import galaxy.pages.view.Html;
import galaxy.pages.view.InputKind;
import galaxy.pages.view.LinkButton;
import galaxy.pages.view.Notice;
import galaxy.pages.view.Pagination;
import galaxy.pages.view.Paragraph;
import galaxy.pages.view.PersonCard;
import galaxy.pages.view.Problems;
import galaxy.pages.view.SentenceText;
import galaxy.pages.view.Table;
import galaxy.pages.view.TimeText;
import galaxy.pages.view.Timeline;
import galaxy.pages.view.TimelineData;
import galaxy.pages.view.TimelineData.Lane;
import galaxy.pages.view.TimelineData.Look;
import galaxy.pages.view.TimelineData.Span;
import galaxy.pages.view.Tone;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One of each part, filled with what a player might have. */
public record SampleParts(SampleSite site, Words words) {
    private static final Href HERE = new PagePath("/profile").href();
    private static final Instant NOW = SampleSite.NOW;
    private static final Instant END = NOW.plus(Duration.ofDays(6)).plusSeconds(5280);

    public Notice notice() {
        return Notice.of(Tone.OK, words.sentence("page.restarted"));
    }

    public Problems problems() {
        return new Problems(
                words.text("form.problems", Arg.count("count", 2)),
                List.of(
                        new Problems.Problem("race_name", "Nova Pilot is taken by another player."),
                        new Problems.Problem("bio", "This has 301 characters, at most 280 are possible.")));
    }

    public Card standing() {
        Sentence blocked = StandingText.sanction(words, "game_join_block", Optional.of(END));
        var reason = Reasons.standard().of("griefing", words);
        return Card.titled(
                "h-standing",
                words.text("action.game_join_block"),
                Html.all(
                        Paragraph.of(blocked),
                        Html.all(
                                new Chip(Tone.OK, "Allowed"),
                                new Chip(Tone.DANGER, "Blocked"),
                                new Chip(Tone.WARN, "Ends soon"),
                                new Chip(Tone.INFO, "Not in plan"),
                                new Chip(Tone.PLAIN, "this device")),
                        new Facts(List.of(
                                new Facts.Fact(
                                        words.text("timeline.to"),
                                        new TimeText(words.times().moment(END), true)),
                                new Facts.Fact("Reason", new SentenceText(reason)),
                                new Facts.Fact(
                                        words.text("limit.max_owned_private_games"),
                                        SentenceText.of(words.times().number(3)))))));
    }

    public Card names(boolean hasProblems) {
        Problems problems = hasProblems ? problems() : Problems.none();
        Content fields = Html.all(
                Field.of("race_name", "Race name", Control.Input.of(InputKind.TEXT, "Nova Pilot"))
                        .hint(Sentence.of("Look-alikes count as the same."))
                        .problem(problems),
                Field.of("email", "E-mail", Control.Input.of(InputKind.EMAIL, "pilot@example.com")),
                Field.of("code", "Code, 8 digits", Control.Input.of(InputKind.CODE, "12345678")),
                Field.of(
                                "bio",
                                "About",
                                new Control.Area(
                                        "Flies at night.",
                                        280,
                                        words.text("form.counter", Arg.count("count", 15), Arg.count("most", 280)),
                                        false))
                        .problem(problems),
                new Choices(
                        "ends",
                        "Ends",
                        "7d",
                        List.of(
                                new Choice("1d", "1 day", false),
                                new Choice("7d", "7 days", false),
                                new Choice("30d", "30 days", true))));
        return Card.titled(
                "h-names",
                "Race name",
                new Form(
                        HERE,
                        List.of(new Hidden("request_id", "r1")),
                        fields,
                        List.of(Button.main("Save"), Button.other("Send again"))));
    }

    public Card zones() {
        List<Control.Option> options = Zones.choices(words.language(), NOW, "Europe/Berlin", Optional.empty()).stream()
                .map(zone -> Control.Option.of(zone.name(), zone.label()))
                .toList();
        return Card.plain(Form.of(
                HERE,
                Field.of("time_zone", "Time zone", new Control.Select("Europe/Berlin", options, true, false)),
                Button.main("Save")));
    }

    public Card avatars() {
        return Card.titled(
                "h-avatar",
                words.text("avatar.legend"),
                Form.of(
                        HERE,
                        AvatarGrid.of(words, site.assets(), "avatar", "ships/rocket", false),
                        Button.main("Save")));
    }

    public Card people() {
        Content remove = Form.button(HERE, List.of(), Button.other("Remove").named("Remove Orion"));
        return Card.titled(
                "h-people",
                "Contacts",
                Html.all(
                        person("pilots/octopus", "Orion", Optional.empty(), remove),
                        person(
                                "worlds/ringed-giant",
                                "نجمة الليل",
                                Optional.of("Flies at night, trades by day."),
                                remove),
                        new PersonCard(
                                new galaxy.pages.view.Picture(Optional.empty(), 56, ""),
                                "usr_3w8nq4k7m2p9x1c5v6b8z0t4rs",
                                true,
                                Optional.empty(),
                                Optional.empty(),
                                Html.nothing(),
                                remove),
                        new Pagination(words, Optional.of(HERE), Optional.of(HERE.query("page_token", "x")))));
    }

    public Card alone() {
        return Card.plain(new PersonCard(
                site.picture("pilots/fox", 96),
                "Nova of Vega",
                false,
                Optional.of("nova"),
                Optional.of("Pilot of the Vega line.\nLooking for a crew."),
                Html.nothing(),
                Form.button(HERE, List.of(), Button.main("Add to contacts"))));
    }

    private PersonCard person(String avatar, String name, Optional<String> bio, Content action) {
        return new PersonCard(
                site.picture(avatar, 56),
                name,
                false,
                Optional.of("orion"),
                bio,
                new TimeText(words.times().day(NOW.minus(Duration.ofDays(40))), false),
                action);
    }

    public Card table() {
        List<List<Content>> rows = List.of(
                row("Forum", "active", Tone.OK, 3),
                row("Stream of Tuesday", "expired", Tone.WARN, 10),
                row("Old", "revoked", Tone.DANGER, 0));
        return Card.plain(new Table("Contact links", List.of("Label", "State", "Used", "Ends"), rows));
    }

    private List<Content> row(String label, String state, Tone tone, long uses) {
        return List.of(
                SentenceText.of(label),
                new Chip(tone, state),
                SentenceText.of(words.text("form.counter", Arg.count("count", uses), Arg.count("most", 10))),
                new TimeText(words.times().day(END), true));
    }

    public Card timeline() {
        return Card.titled("h-timeline", "Timeline", Timeline.of(words, "Timeline", timelineData()));
    }

    public TimelineData timelineData() {
        Instant created = NOW.minus(Duration.ofDays(300));
        return new TimelineData(
                created,
                List.of(
                        new Lane(
                                words.text("lane.plan"),
                                List.of(
                                        new Span(
                                                Look.FREE,
                                                words.text("plan.free"),
                                                created,
                                                Optional.of(NOW.minus(Duration.ofDays(200))),
                                                Optional.empty()),
                                        new Span(
                                                Look.PAID,
                                                words.text("plan.paid_monthly"),
                                                NOW.minus(Duration.ofDays(200)),
                                                Optional.of(NOW.minus(Duration.ofDays(60))),
                                                Optional.of(NOW.minus(Duration.ofDays(110)))),
                                        new Span(
                                                Look.PAID,
                                                words.text("plan.paid_yearly"),
                                                NOW.minus(Duration.ofDays(50)),
                                                Optional.of(NOW.plus(Duration.ofDays(120))),
                                                Optional.empty()))),
                        new Lane(
                                words.text("lane.game_join_block"),
                                List.of(new Span(
                                        Look.SANCTION,
                                        "griefing",
                                        NOW.minus(Duration.ofDays(30)),
                                        Optional.of(END),
                                        Optional.empty()))),
                        new Lane(
                                words.text("lane.private_game_manage_block"),
                                List.of(new Span(
                                        Look.SANCTION,
                                        "scam",
                                        NOW.minus(Duration.ofDays(90)),
                                        Optional.empty(),
                                        Optional.empty())))));
    }

    public Card copy() {
        return Card.plain(Html.all(
                new Copy(
                        "f-url",
                        "URL",
                        "https://galaxy.example/c/3w8nq4k7m2p9x1c5v6b8z0t4rs3w8nq4k7",
                        words.text("page.copy"),
                        words.text("page.copied")),
                new Empty(
                        Sentence.of("A contact link lets people add you."),
                        Sentence.of("Create your first one above."))));
    }

    public Confirmation confirmation() {
        return new Confirmation(
                words.sentence("error.unchanged"),
                List.of(
                        Sentence.of("Old links and mentions of @nova stop working."),
                        Sentence.of("Anyone may take the old name.")),
                HERE,
                List.of(),
                Button.danger("Revoke"),
                new LinkButton(HERE, words.text("form.cancel"), false));
    }

    public Content all() {
        return Html.all(
                alone(),
                standing(),
                names(true),
                zones(),
                avatars(),
                people(),
                table(),
                timeline(),
                copy(),
                confirmation());
    }
}
