package galaxy.web.session;

import com.ibm.icu.util.ULocale;
import galaxy.client.auth.DeviceSession;
import galaxy.kernel.CountryCode;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Sentence;
import galaxy.pages.text.Words;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Chip;
import galaxy.pages.view.Form;
import galaxy.pages.view.Html;
import galaxy.pages.view.ListItem;
import galaxy.pages.view.Notice;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Paragraph;
import galaxy.pages.view.Part;
import galaxy.pages.view.Tone;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The page of the sessions of a player. */
public final class SessionsPage {
    private static final String PAGE = "sessions";
    private static final String DEVICE_KEY = "ed25519";

    private SessionsPage() {}

    /**
     * All of them, this one first, then those that were used last.
     *
     * @param sessions that are active
     * @param current the id of the one that asks
     */
    public static Page of(Words words, List<DeviceSession> sessions, String current) {
        List<DeviceSession> sorted = sessions.stream()
                .sorted(Comparator.comparing((DeviceSession session) -> !isCurrent(session, current))
                        .thenComparing(session -> session.lastUsed().at(), Comparator.reverseOrder()))
                .toList();
        List<Part> parts = new ArrayList<>();
        parts.add(Card.plain(Html.all(
                sorted.stream().map(session -> row(words, session, current)).toList())));
        if (sessions.size() > 1) {
            parts.add(Card.titled(
                    "others",
                    words.text("sessions.others"),
                    Html.all(
                            Paragraph.muted(words.sentence("sessions.others.hint")),
                            Form.button(
                                    Paths.END_OTHERS.href(),
                                    List.of(),
                                    Button.other(words.text("sessions.end-others"))))));
        }
        var head = PageHead.of(PAGE, words.text("sessions.title")).lead(words.sentence("sessions.lead"));
        return Page.of(head, parts);
    }

    /** {@code 404}: the session is not one of the player's. */
    public static Page unknown(Words words, Page list) {
        var head = list.head().notice(Notice.of(Tone.WARN, words.sentence("sessions.unknown")));
        return new Page(404, head, list.parts(), false);
    }

    private static boolean isCurrent(DeviceSession session, String current) {
        return session.id().value().equals(current);
    }

    private static ListItem row(Words words, DeviceSession session, String current) {
        boolean isCurrent = isCurrent(session, current);
        String name = session.deviceName().orElseGet(() -> words.text("sessions.unnamed"));
        Button end = (isCurrent ? Button.other(words.text("shell.sign-out")) : Button.other(words.text("sessions.end")))
                .named(words.text(
                        isCurrent ? "sessions.sign-out.name" : "sessions.end.name", Arg.name("device", name)));
        return new ListItem(
                name,
                session.deviceName().isPresent(),
                isCurrent ? new Chip(Tone.INFO, words.text("sessions.this")) : Html.nothing(),
                List.of(kind(words, session), since(words, session), used(words, session)),
                Form.button(Paths.END_SESSION.href(session.id().value()), List.of(), end));
    }

    private static Sentence kind(Words words, DeviceSession session) {
        return words.sentence(
                session.credentialKind().equals(DEVICE_KEY) ? "sessions.kind.game" : "sessions.kind.browser");
    }

    private static Sentence since(Words words, DeviceSession session) {
        return words.sentence("sessions.since", Arg.time("at", session.created().at()));
    }

    private static Sentence used(Words words, DeviceSession session) {
        String ago = words.times().relative(session.lastUsed().at());
        return session.lastUsed()
                .country()
                .map(country -> words.sentence(
                        "sessions.used.country", Arg.text("ago", ago), Arg.text("country", name(words, country))))
                .orElseGet(() -> words.sentence("sessions.used", Arg.text("ago", ago)));
    }

    private static String name(Words words, CountryCode country) {
        return new ULocale("", country.value())
                .getDisplayCountry(words.language().locale());
    }
}
