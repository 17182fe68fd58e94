package galaxy.web.signin;

import galaxy.pages.text.Arg;
import galaxy.pages.text.Words;
import galaxy.pages.text.Zones;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Control;
import galaxy.pages.view.Disclosure;
import galaxy.pages.view.Field;
import galaxy.pages.view.Form;
import galaxy.pages.view.Hidden;
import galaxy.pages.view.Html;
import galaxy.pages.view.InputKind;
import galaxy.pages.view.LinkButton;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Paragraph;
import galaxy.pages.view.Part;
import galaxy.pages.view.Problems;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page that asks for the code of a started sign-in. */
public record CodePages(SignInPages signIn) {
    private static final String CODE = "code";
    private static final String ZONE = "time_zone";
    private static final String ZONE_TEXT = Field.id(ZONE) + "-zone";
    private static final String UTC = "UTC";

    /**
     * What the form holds.
     *
     * @param code as it was typed
     * @param zone as it was chosen, or empty
     */
    public record Typed(StartedSignIn started, String code, String zone) {
        public static Typed nothing(StartedSignIn started) {
            return new Typed(started, "", "");
        }
    }

    public Page form(Words words, Typed typed) {
        return form(words, typed, Problems.none());
    }

    /** Another code was compared. */
    public Page wrong(Words words, Typed typed, int attemptsLeft) {
        String text = words.text("code.wrong", Arg.count("count", attemptsLeft));
        return form(words, typed, SignInPages.problem(words, CODE, text)).status(400);
    }

    /** Nothing was compared: it is no code. */
    public Page malformed(Words words, Typed typed) {
        return form(words, typed, SignInPages.problem(words, CODE, words.text("code.malformed")))
                .status(400);
    }

    /** The time zone is none. */
    public Page wrongZone(Words words, Typed typed) {
        return form(words, typed, SignInPages.problem(words, ZONE, words.text("code.zone.invalid")))
                .status(400);
    }

    /** Nothing was compared: too many codes were. */
    public Page limited(Words words, Typed typed, Duration wait) {
        String text = words.text("code.limited") + " " + Waiting.text(words, wait);
        return form(words, typed, SignInPages.problem(words, CODE, text)).status(429);
    }

    /** No other mail was sent. */
    public Page resendLimited(Words words, Typed typed, Duration wait) {
        String text = words.text("code.resend-limited") + " " + Waiting.text(words, wait);
        return form(words, typed, SignInPages.problem(words, CODE, text)).status(429);
    }

    /** Auth does not respond; the code stays valid. */
    public Page down(Words words, Typed typed) {
        Page page = form(words, typed, SignInPages.problem(words, CODE, words.text("code.down")));
        return new Page(503, page.head().state("down"), page.parts(), false);
    }

    /** The code cannot be used any more. */
    public Page ended(Words words) {
        var head = PageHead.of("code", words.text("code.ended")).state("ended");
        var card = Card.plain(Html.all(
                Paragraph.of(words.sentence("code.ended.why")),
                new Form(
                        Paths.RESEND.href(),
                        List.of(),
                        Html.nothing(),
                        List.of(Button.main(words.text("code.ended.again")), other(words)))));
        return Page.of(head, card).status(410);
    }

    private Page form(Words words, Typed typed, Problems problems) {
        var code = Field.of(CODE, words.text("code.code"), Control.Input.of(InputKind.CODE, typed.code()))
                .hint(words.sentence("code.hint"))
                .problem(problems);
        var form = new Form(
                Paths.CODE.href(),
                List.of(new Hidden("challenge", typed.started().challengeId())),
                Html.all(code, zone(words, typed.zone(), problems)),
                List.of(Button.main(words.text("code.confirm"))));
        var again = new Form(
                Paths.RESEND.href(),
                List.of(),
                Html.nothing(),
                List.of(Button.other(words.text("code.resend")), other(words)));
        var head = PageHead.of("code", words.text("code.title"))
                .lead(words.sentence(
                        "code.sent", Arg.code("email", typed.started().email())))
                .problems(problems);
        List<Part> parts = new ArrayList<>();
        parts.add(Card.plain(form));
        parts.add(Card.plain(Html.all(Paragraph.muted(words.sentence("code.missing")), again)));
        signIn.hint(words).ifPresent(parts::add);
        return Page.of(head, parts);
    }

    /** Where times are counted for a new account; a script proposes that of the device. */
    private static Part zone(Words words, String chosen, Problems problems) {
        String value = chosen.isEmpty() ? UTC : chosen;
        List<Control.Option> options =
                Zones.choices(words.language(), words.times().now(), value, Optional.empty()).stream()
                        .map(choice -> Control.Option.of(choice.name(), choice.label()))
                        .toList();
        String label = options.stream()
                .filter(option -> option.value().equals(value))
                .map(Control.Option::text)
                .findFirst()
                .orElse(value);
        var field = Field.of(ZONE, words.text("code.zone"), new Control.Select(value, options, true, false))
                .hint(words.sentence("code.zone.hint"))
                .problem(problems);
        return new Disclosure(words.text("code.zone.label"), ZONE_TEXT, label, field);
    }

    private static LinkButton other(Words words) {
        return new LinkButton(Paths.SIGN_IN.href(), words.text("code.other"), false);
    }
}
