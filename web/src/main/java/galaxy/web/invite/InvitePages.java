package galaxy.web.invite;

import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Sentence;
import galaxy.pages.text.Sentence.Piece;
import galaxy.pages.text.Words;
import galaxy.pages.view.Actions;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Control;
import galaxy.pages.view.Facts;
import galaxy.pages.view.Facts.Fact;
import galaxy.pages.view.Field;
import galaxy.pages.view.Form;
import galaxy.pages.view.Hidden;
import galaxy.pages.view.Html;
import galaxy.pages.view.InputKind;
import galaxy.pages.view.LinkButton;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Paragraph;
import galaxy.pages.view.Part;
import galaxy.pages.view.Problems.Problem;
import galaxy.pages.view.SentenceText;
import galaxy.web.page.FormResult;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.publicprofile.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks whom an invite would go to. Nothing is sent and nothing is written. */
public final class InvitePages {
    static final String WORD = "invite";

    private static final String ACTION = "action";
    private static final String VERIFIED = "verified_user_id";

    private final People people;

    public InvitePages(People people) {
        this.people = people;
    }

    /** The form, empty or refused. */
    public Page form(Words words, InviteForm typed, FormResult result) {
        return result.on(words, head(words), List.of(card(words, typed, result, false)));
    }

    /** Whom the username belongs to. */
    public Page verified(Words words, InviteForm typed, UserProfile person) {
        var checked = typed.verified(person.userId().value());
        return Page.of(
                head(words).state("verified"),
                person(words, person.userId(), Optional.of(person), "invite.verified"),
                card(words, checked, FormResult.NONE, true));
    }

    /** {@code 409}: the username belongs to another player than the one that was checked, or none was checked. */
    public Page changed(Words words, InviteForm typed, UserProfile person) {
        String text = words.text(
                typed.verifiedUserId().isEmpty() ? "invite.unchecked" : "invite.changed",
                Arg.code(
                        "name",
                        "@" + person.username().map(name -> name.value()).orElse("")));
        FormResult result = new FormResult(409, "changed", List.of(new Problem("recipient", text)));
        return result.on(
                words,
                head(words),
                List.of(
                        card(words, typed.verified(""), result, false),
                        person(words, person.userId(), Optional.of(person), "invite.now")));
    }

    /** To whom it would go. */
    public Page wouldSend(Words words, UserRef recipient, Optional<UserProfile> person) {
        return Page.of(
                head(words).state("would-send"),
                person(words, recipient, person, "invite.would-send"),
                Actions.of(new LinkButton(Paths.NEW_INVITE.href(), words.text("invite.another"), false)));
    }

    private static PageHead head(Words words) {
        return PageHead.of(WORD, words.text("invite.title")).lead(words.sentence("invite.lead"));
    }

    private Card person(Words words, UserRef id, Optional<UserProfile> person, String sentence) {
        var facts = new Facts(List.of(new Fact(
                words.text("invite.user-id"), new SentenceText(new Sentence(List.of(new Piece.Code(id.value())))))));
        List<Part> parts = new ArrayList<>();
        parts.add(Paragraph.of(words.sentence(sentence)));
        person.ifPresent(known -> parts.add(people.card(known, People.ALONE, Html.nothing(), Html.nothing())));
        parts.add(facts);
        return Card.plain(Html.all(parts));
    }

    private static Card card(Words words, InviteForm typed, FormResult result, boolean isVerified) {
        var field = Field.of(
                        "recipient",
                        words.text("invite.recipient"),
                        Control.Input.of(InputKind.USERNAME, typed.recipient()))
                .hint(words.sentence("invite.hint"))
                .problem(result.problems(words));
        Button verify = new Button(
                isVerified ? Button.Look.OTHER : Button.Look.MAIN,
                words.text("invite.verify"),
                Optional.of(new Hidden(ACTION, "verify")),
                Optional.empty());
        Button create = new Button(
                isVerified ? Button.Look.MAIN : Button.Look.OTHER,
                words.text("invite.create"),
                Optional.of(new Hidden(ACTION, "create")),
                Optional.empty());
        return Card.plain(new Form(
                Paths.NEW_INVITE.href(),
                List.of(new Hidden(VERIFIED, typed.verifiedUserId())),
                field,
                isVerified ? List.of(create, verify) : List.of(verify, create)));
    }
}
