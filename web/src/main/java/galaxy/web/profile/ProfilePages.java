package galaxy.web.profile;

import com.ibm.icu.util.ULocale;
import galaxy.client.users.Account;
import galaxy.pages.route.Href;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Reasons;
import galaxy.pages.text.Sentence;
import galaxy.pages.text.StandingText;
import galaxy.pages.text.Words;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Control;
import galaxy.pages.view.Facts;
import galaxy.pages.view.Facts.Fact;
import galaxy.pages.view.Field;
import galaxy.pages.view.Form;
import galaxy.pages.view.Html;
import galaxy.pages.view.InputKind;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Part;
import galaxy.pages.view.Problems;
import galaxy.pages.view.SentenceText;
import galaxy.pages.view.TimeText;
import galaxy.web.page.FormResult;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The profile, which only its player sees. */
public final class ProfilePages {
    static final String WORD = "profile";

    private final Reasons reasons;

    public ProfilePages(Reasons reasons) {
        this.reasons = reasons;
    }

    /** As it is. */
    public Page shown(Words words, Account account) {
        return page(words, account, ProfileForms.of(account), FormResult.NONE);
    }

    /** With what was typed in one of its forms, and what is wrong with it. */
    public Page page(Words words, Account account, ProfileForms typed, FormResult result) {
        Optional<Restriction> restriction = Restriction.of(account);
        boolean isDisabled = restriction.isPresent();
        Problems problems = result.problems(words);
        List<Part> parts = new ArrayList<>();
        restriction.ifPresent(known -> parts.add(known.callout(words, reasons)));
        parts.add(account(words, account));
        parts.add(nameCard(words, nameField(words, typed.raceName(), isDisabled, problems), isDisabled));
        parts.add(settings(words, typed, isDisabled, problems));
        return result.on(words, head(words), parts);
    }

    /** While users does not respond: the form that was sent alone, with what was typed. */
    public Page nameAlone(Words words, String typed, FormResult result) {
        var card = nameCard(words, nameField(words, typed, false, result.problems(words)), false);
        return result.on(words, head(words), List.of(card));
    }

    /** The same for language and time zone. */
    public Page settingsAlone(Words words, ProfileForms typed, FormResult result) {
        return result.on(words, head(words), List.of(settings(words, typed, false, result.problems(words))));
    }

    private static PageHead head(Words words) {
        return PageHead.of(WORD, words.text("profile.title"))
                .lead(words.sentence("profile.lead", Arg.link(Paths.PUBLIC_PROFILE.href())));
    }

    private static Card account(Words words, Account account) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.text("profile.email"), code(account.email().value())));
        facts.add(new Fact(words.text("profile.plan"), new SentenceText(plan(words, account))));
        facts.add(new Fact(
                words.text("profile.country"),
                SentenceText.of(account.declaredCountry()
                        .map(code -> country(words, code))
                        .orElseGet(() -> words.text("profile.country-none")))));
        facts.add(new Fact(
                words.text("profile.created"), new TimeText(words.times().day(account.createdAt()), false)));
        return Card.titled("h-account", words.text("profile.account"), new Facts(facts));
    }

    private static Part code(String text) {
        return new SentenceText(new Sentence(List.of(new Sentence.Piece.Code(text))));
    }

    private static Sentence plan(Words words, Account account) {
        String plan = StandingText.plan(words, account.entitlement().plan().value());
        return account.entitlement()
                .endsAt()
                .map(end -> words.sentence("profile.plan-until", Arg.text("plan", plan), Arg.time("at", end)))
                .orElseGet(() -> Sentence.of(plan));
    }

    private static String country(Words words, String code) {
        return new ULocale("und_" + code).getDisplayCountry(words.language().locale());
    }

    private static Field nameField(Words words, String typed, boolean isDisabled, Problems problems) {
        return Field.of(
                        "race_name",
                        words.text("profile.name"),
                        new Control.Input(InputKind.TEXT, typed, true, isDisabled))
                .hint(words.sentence("profile.name-hint"))
                .problem(problems);
    }

    private static Card nameCard(Words words, Field field, boolean isDisabled) {
        return Card.plain(form(words, Paths.RACE_NAME.href(), field, isDisabled));
    }

    private static Card settings(Words words, ProfileForms typed, boolean isDisabled, Problems problems) {
        var language = Field.of(
                        "preferred_language",
                        words.text("profile.language"),
                        new Control.Select(
                                typed.language(), Languages.options(words, typed.language()), false, isDisabled))
                .problem(problems);
        var zone = Field.of(
                        "time_zone",
                        words.text("profile.zone"),
                        new Control.Select(
                                typed.timeZone(), Languages.zones(words, typed.timeZone()), true, isDisabled))
                .problem(problems);
        return Card.titled(
                "h-settings",
                words.text("profile.settings"),
                form(words, Paths.ACCOUNT_SETTINGS.href(), Html.all(language, zone), isDisabled));
    }

    /** Without its button while nothing can be changed. */
    private static Form form(Words words, Href action, Part fields, boolean isDisabled) {
        List<Button> buttons = isDisabled ? List.of() : List.of(Button.main(words.text("form.save")));
        return new Form(action, List.of(), fields, buttons);
    }
}
