package galaxy.web.publicprofile;

import galaxy.client.connections.UserProfile;
import galaxy.pages.asset.Assets;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Reasons;
import galaxy.pages.text.Words;
import galaxy.pages.view.AvatarGrid;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Control;
import galaxy.pages.view.Empty;
import galaxy.pages.view.Field;
import galaxy.pages.view.Form;
import galaxy.pages.view.Html;
import galaxy.pages.view.InputKind;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Paragraph;
import galaxy.pages.view.Part;
import galaxy.pages.view.Problems;
import galaxy.web.page.FormResult;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.page.Unavailable;
import galaxy.web.page.Unavailable.Service;
import galaxy.web.profile.Restriction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What others see of a player, and the form that changes it. */
public final class PublicProfilePages {
    static final String WORD = "public-profile";
    static final int MOST_IN_BIO = 280;

    private final Assets assets;
    private final People people;
    private final Reasons reasons;

    public PublicProfilePages(Assets assets, Reasons reasons) {
        this.assets = assets;
        this.people = new People(assets);
        this.reasons = reasons;
    }

    /**
     * The form.
     *
     * @param profile what others see now, where that is known and there is something
     * @param typed what the form holds
     */
    public Page form(
            Words words,
            Optional<UserProfile> profile,
            Optional<Restriction> restriction,
            ProfileForm typed,
            FormResult result) {
        List<Part> parts = new ArrayList<>();
        restriction.ifPresent(known -> parts.add(known.callout(words, reasons)));
        Optional<UserProfile> published =
                profile.filter(known -> !known.details().name().isEmpty());
        if (published.isPresent()) {
            parts.add(preview(words, published.get()));
        } else if (!result.isRefused() && restriction.isEmpty()) {
            parts.add(new Empty(words.sentence("publicprofile.empty"), words.sentence("publicprofile.empty-next")));
        }
        parts.add(edit(words, typed, restriction.isPresent(), result.problems(words)));
        return result.on(words, head(words), parts);
    }

    /** While connections does not respond: the sentence, and no form. */
    public Page unavailable(Words words, Optional<Restriction> restriction) {
        List<Part> parts = new ArrayList<>();
        restriction.ifPresent(known -> parts.add(known.callout(words, reasons)));
        parts.add(Unavailable.card(words, Service.CONNECTIONS, Paths.PUBLIC_PROFILE.href()));
        return Page.of(head(words).state(Unavailable.PART), parts);
    }

    private static PageHead head(Words words) {
        return PageHead.of(WORD, words.text("publicprofile.title")).lead(words.sentence("publicprofile.lead"));
    }

    private Card preview(Words words, UserProfile profile) {
        Part hint = profile.username().isPresent()
                ? Html.nothing()
                : Paragraph.muted(words.sentence("publicprofile.no-username", Arg.link(Paths.USERNAME.href())));
        return Card.plain(Html.all(people.card(profile, People.ALONE, Html.nothing(), Html.nothing()), hint));
    }

    private Card edit(Words words, ProfileForm typed, boolean isDisabled, Problems problems) {
        var name = Field.of(
                        "name",
                        words.text("publicprofile.name"),
                        new Control.Input(InputKind.TEXT, typed.name(), true, isDisabled))
                .hint(words.sentence("publicprofile.name-hint"))
                .problem(problems);
        String counter = words.text(
                "form.counter",
                Arg.count("count", typed.bio().codePointCount(0, typed.bio().length())),
                Arg.count("most", MOST_IN_BIO));
        var bio = Field.of(
                        "bio",
                        words.text("publicprofile.bio"),
                        new Control.Area(typed.bio(), MOST_IN_BIO, counter, isDisabled))
                .problem(problems);
        var grid = AvatarGrid.of(words, assets, "avatar", typed.avatar(), isDisabled);
        List<Button> buttons = isDisabled ? List.of() : List.of(Button.main(words.text("form.save")));
        return Card.titled(
                "h-edit",
                words.text("publicprofile.edit"),
                new Form(Paths.PUBLIC_PROFILE.href(), List.of(), Html.all(name, grid.problem(problems), bio), buttons));
    }
}
