package galaxy.web.contact;

import com.ibm.icu.text.Collator;
import galaxy.client.connections.Contact;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import galaxy.pages.route.Href;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Words;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Control;
import galaxy.pages.view.Empty;
import galaxy.pages.view.Field;
import galaxy.pages.view.Form;
import galaxy.pages.view.Hidden;
import galaxy.pages.view.Html;
import galaxy.pages.view.InputKind;
import galaxy.pages.view.Notice;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Pagination;
import galaxy.pages.view.Part;
import galaxy.pages.view.Problems;
import galaxy.pages.view.TimeText;
import galaxy.pages.view.Tone;
import galaxy.web.page.FormResult;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.page.Unavailable;
import galaxy.web.page.Unavailable.Service;
import galaxy.web.publicprofile.People;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The contacts of a player. */
public final class ContactPages {
    static final String WORD = "contacts";

    private static final String USER_ID = "user_id";

    private final People people;

    public ContactPages(People people) {
        this.people = people;
    }

    /**
     * The list, with the form that finds a player.
     *
     * @param list empty while connections does not respond, when only the form is shown
     */
    public Page page(Words words, Optional<ContactList> list, Search search) {
        List<Part> parts = new ArrayList<>();
        parts.add(find(words, search));
        list.ifPresent(known -> parts.add(list(words, known)));
        PageHead head = head(words);
        return search.result().on(words, search.found().isPresent() ? head.state("found") : head, parts);
    }

    private static PageHead head(Words words) {
        return PageHead.of(WORD, words.text("contact.title"))
                .lead(words.sentence("contact.lead", Arg.link(Paths.LINKS.href())));
    }

    private Card find(Words words, Search search) {
        Problems problems = search.result().problems(words);
        Field field = Field.of(
                        "username",
                        words.text("contact.username"),
                        Control.Input.of(InputKind.USERNAME, search.typed()))
                .hint(words.sentence("contact.username-hint"))
                .problem(problems);
        Form form = Form.of(Paths.FIND_CONTACT.href(), field, Button.main(words.text("contact.find")));
        Part found = search.found()
                .<Part>map(person -> people.card(person, People.IN_LIST, Html.nothing(), add(words, person)))
                .orElseGet(Html::nothing);
        return Card.titled("h-find", words.text("contact.find-title"), Html.all(form, found));
    }

    private static Form add(Words words, UserProfile person) {
        Button button = Button.main(words.text("contact.add"))
                .named(words.text("contact.add-name", Arg.name("name", nameOf(person))));
        return Form.button(
                Paths.ADD_CONTACT.href(),
                List.of(new Hidden(USER_ID, person.userId().value())),
                button);
    }

    private static String nameOf(UserProfile person) {
        return People.name(person).orElse(person.userId().value());
    }

    private Part list(Words words, ContactList list) {
        if (list.contacts().isEmpty() && list.isFirst()) {
            return new Empty(words.sentence("contact.empty"), words.sentence("contact.empty-next"));
        }
        List<Part> parts = new ArrayList<>();
        sorted(words, list).forEach(contact -> parts.add(row(words, list, contact)));
        Href first = Paths.CONTACTS.href();
        parts.add(new Pagination(
                words,
                list.isFirst() ? Optional.empty() : Optional.of(first),
                list.next().map(token -> first.query("page_token", token))));
        return Card.titled("h-list", words.text("contact.list"), Html.all(parts));
    }

    /** By name as the reader's language sorts; those without one follow, by their ids. */
    private static List<Contact> sorted(Words words, ContactList list) {
        var collator = Collator.getInstance(words.language().locale());
        return list.contacts().stream()
                .sorted(Comparator.comparing(
                                (Contact contact) -> name(list, contact).isEmpty())
                        .thenComparing(contact -> name(list, contact).orElse(""), collator::compare)
                        .thenComparing(contact -> contact.contact().value()))
                .toList();
    }

    private static Optional<String> name(ContactList list, Contact contact) {
        return Optional.ofNullable(list.profiles().get(contact.contact())).flatMap(People::name);
    }

    private Part row(Words words, ContactList list, Contact contact) {
        UserRef id = contact.contact();
        String name = name(list, contact).orElse(id.value());
        Form remove = Form.button(
                Paths.REMOVE_CONTACT.href(),
                List.of(new Hidden(USER_ID, id.value())),
                Button.other(words.text("contact.remove"))
                        .named(words.text("contact.remove-name", Arg.name("name", name))));
        var since = new TimeText(words.times().day(contact.createdAt()), false);
        return Optional.ofNullable(list.profiles().get(id))
                .map(person -> people.card(person, People.IN_LIST, since, remove))
                .orElseGet(() -> people.unknown(id, People.IN_LIST, since, remove));
    }

    /** After one was added, by name where that is known. */
    public static Notice added(Words words, String name) {
        return Notice.of(
                Tone.OK,
                name.isEmpty()
                        ? words.sentence("contact.added")
                        : words.sentence("contact.added-name", Arg.name("name", name)));
    }

    /** After one was removed, with a form that adds the same again. */
    public static Notice removed(Words words, UserRef id, String name) {
        Form undo = Form.button(
                Paths.ADD_CONTACT.href(),
                List.of(new Hidden(USER_ID, id.value())),
                Button.other(words.text("contact.undo")));
        var text = name.isEmpty()
                ? words.sentence("contact.removed")
                : words.sentence("contact.removed-name", Arg.name("name", name));
        return new Notice(Tone.OK, text, undo);
    }

    /** {@code 400} of a player who cannot be on the list. */
    public static FormResult refusedContact(Words words, boolean isOwn) {
        return FormResult.whole(400, "", words.text(isOwn ? "contact.own-add" : "contact.invalid-add"));
    }

    /** {@code 503} of a form that adds or removes. */
    public static Page down(Words words, Href action, String userId) {
        return Unavailable.retry(words, head(words), Service.CONNECTIONS, action, List.of(new Hidden(USER_ID, userId)));
    }
}
