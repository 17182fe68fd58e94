package galaxy.web.profile;

import galaxy.client.connections.UserProfile;
import galaxy.client.users.Account;
import galaxy.pages.route.Href;
import galaxy.pages.text.Sentence;
import galaxy.pages.text.Sentence.Piece;
import galaxy.pages.text.Words;
import galaxy.pages.view.Card;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Part;
import galaxy.pages.view.SentenceText;
import galaxy.pages.view.Table;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where to change what, with what is set now. */
public final class SettingsPage {
    private SettingsPage() {}

    /**
     * The page. What is not known now is left out.
     *
     * @param profile none of a player who has neither username nor public profile
     * @param isProfileKnown whether connections responded
     */
    public static Page of(
            Words words, Optional<Account> account, Optional<UserProfile> profile, boolean isProfileKnown) {
        List<List<Part>> rows = new ArrayList<>(ofProfile(words, profile, isProfileKnown));
        Href here = Paths.PROFILE.href();
        rows.add(row(
                words,
                here,
                "settings.race-name",
                account.map(known -> new Sentence(List.of(new Piece.Name(known.raceName()))))
                        .orElse(Sentence.of(""))));
        rows.add(row(
                words,
                here,
                "settings.language",
                account.map(known -> Sentence.of(Languages.nativeName(known.preferredLanguage())))
                        .orElse(Sentence.of(""))));
        rows.add(row(
                words,
                here,
                "settings.zone",
                Sentence.of(account.map(known -> words.times().city()).orElse(""))));
        rows.add(row(words, Paths.SESSIONS.href(), "settings.sessions", words.sentence("settings.sessions-text")));
        var table = new Table(
                words.text("settings.caption"), List.of(words.text("settings.what"), words.text("settings.now")), rows);
        return Page.of(
                PageHead.of("settings", words.text("settings.title")).lead(words.sentence("settings.lead")),
                Card.plain(table));
    }

    private static List<List<Part>> ofProfile(Words words, Optional<UserProfile> profile, boolean isProfileKnown) {
        Sentence none = isProfileKnown ? words.sentence("settings.none") : Sentence.of("");
        Sentence username = profile.flatMap(UserProfile::username)
                .map(known -> new Sentence(List.of(new Piece.Code("@" + known.value()))))
                .orElse(none);
        Sentence name = profile.map(known -> known.details().name())
                .filter(known -> !known.isEmpty())
                .map(known -> new Sentence(List.of(new Piece.Name(known))))
                .orElse(none);
        return List.of(
                row(words, Paths.USERNAME.href(), "settings.username", username),
                row(words, Paths.PUBLIC_PROFILE.href(), "settings.public-profile", name));
    }

    private static List<Part> row(Words words, Href href, String key, Sentence now) {
        var link = new Sentence(List.of(new Piece.Link(href, List.of(new Piece.Words(words.text(key))))));
        return List.of(new SentenceText(link), new SentenceText(now));
    }
}
