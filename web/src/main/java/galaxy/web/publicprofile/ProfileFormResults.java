package galaxy.web.publicprofile;

import galaxy.client.Detail;
import galaxy.client.Outcome.Refused;
import galaxy.client.connections.Refusal;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Words;
import galaxy.pages.view.Problems.Problem;
import galaxy.web.page.FormResult;
import galaxy.web.page.Typed;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What refusals of connections mean in the form of the public profile: by reason and field, never by their message. */
public final class ProfileFormResults {
    private static final int MOST_IN_NAME = 64;

    /** Of the fields in the form. */
    private static final List<String> ORDER = List.of("name", "avatar", "bio");

    private ProfileFormResults() {}

    /** {@code 400} with a problem for each field that is refused. */
    public static FormResult of(Words words, ProfileForm typed, Refused<?, Refusal> refused) {
        Stream<String> named = refused.error().details().stream().map(Detail::field);
        // A service may name the first field only: what is too long is known here.
        List<Problem> problems = Stream.concat(named, tooLong(typed))
                .map(field -> problem(words, typed, field))
                .distinct()
                .sorted(Comparator.comparingInt(problem -> ORDER.indexOf(problem.field())))
                .toList();
        return new FormResult(400, "", problems.isEmpty() ? List.of(problem(words, typed, "name")) : problems);
    }

    /** {@code 400} of an avatar that is none. */
    public static FormResult avatar(Words words) {
        return FormResult.field(400, "avatar", words.text("publicprofile.avatar-invalid"));
    }

    private static Stream<String> tooLong(ProfileForm typed) {
        Stream<String> bio = Stream.of("bio").filter(_ -> Typed.length(typed.bio()) > PublicProfilePages.MOST_IN_BIO);
        Stream<String> name = Stream.of("name").filter(_ -> Typed.length(typed.name()) > MOST_IN_NAME);
        return Stream.concat(name, bio);
    }

    private static Problem problem(Words words, ProfileForm typed, String field) {
        return switch (field) {
            case "avatar_set_id", "avatar_asset_id" ->
                new Problem("avatar", words.text("publicprofile.avatar-invalid"));
            case "bio" -> new Problem("bio", bio(words, Typed.length(typed.bio())));
            default -> new Problem("name", name(words, Typed.length(typed.name())));
        };
    }

    private static String name(Words words, int length) {
        if (length == 0) {
            return words.text("publicprofile.name-empty");
        }
        return length > MOST_IN_NAME
                ? words.text("publicprofile.name-length", Arg.count("count", length))
                : words.text("publicprofile.characters");
    }

    private static String bio(Words words, int length) {
        return length > PublicProfilePages.MOST_IN_BIO
                ? words.text("publicprofile.bio-length", Arg.count("count", length))
                : words.text("publicprofile.characters");
    }
}
