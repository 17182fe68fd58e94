package galaxy.web.profile;

import galaxy.client.Detail;
import galaxy.client.Outcome.Refused;
import galaxy.client.users.Account;
import galaxy.client.users.Refusal;
import galaxy.client.users.SanctionCode;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Words;
import galaxy.pages.view.Problems.Problem;
import galaxy.web.page.FormResult;
import galaxy.web.page.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What refusals of the users service mean in the forms of the profile: by their code and field, never by their message. */
public final class ProfileResults {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 32;

    private ProfileResults() {}

    /** Of the race name. */
    public static FormResult name(Words words, Optional<Account> account, String typed, Refused<?, Refusal> refused) {
        return switch (refused.reason()) {
            case INVALID_REQUEST -> FormResult.field(400, "race_name", nameProblem(words, typed));
            case CONFLICT -> FormResult.field(409, "race_name", words.text("profile.name-taken"));
            case PROFILE_UPDATE_BLOCKED, LOGIN_BLOCKED, USER_NOT_FOUND -> restricted(words, account, refused.reason());
        };
    }

    /** Of language and time zone. */
    public static FormResult settings(Words words, Optional<Account> account, Refused<?, Refusal> refused) {
        return switch (refused.reason()) {
            case INVALID_REQUEST, CONFLICT ->
                new FormResult(
                        400,
                        "",
                        refused.error().details().stream()
                                .map(Detail::field)
                                .map(field -> field.equals("preferred_language")
                                        ? new Problem(field, words.text("profile.language-invalid"))
                                        : new Problem("time_zone", words.text("profile.zone-invalid")))
                                .distinct()
                                .toList());
            case PROFILE_UPDATE_BLOCKED, LOGIN_BLOCKED, USER_NOT_FOUND -> restricted(words, account, refused.reason());
        };
    }

    private static FormResult restricted(Words words, Optional<Account> account, Refusal reason) {
        return account.filter(known -> reason == Refusal.PROFILE_UPDATE_BLOCKED)
                .flatMap(Restriction::of)
                .orElseGet(() -> Restriction.of(
                        reason == Refusal.PROFILE_UPDATE_BLOCKED
                                ? SanctionCode.PROFILE_UPDATE_BLOCK
                                : SanctionCode.LOGIN_BLOCK))
                .refused(words);
    }

    private static String nameProblem(Words words, String typed) {
        int length = Typed.length(typed);
        if (length == 0) {
            return words.text("profile.name-empty");
        }
        return length < SHORTEST || length > LONGEST
                ? words.text("profile.name-length", Arg.count("count", length))
                : words.text("profile.name-invalid");
    }

    /** Fields that are missing or empty, which the service would leave as they are. */
    public static FormResult incomplete(Words words, ProfileForms typed) {
        List<Problem> problems = new ArrayList<>();
        if (typed.language().isEmpty()) {
            problems.add(new Problem("preferred_language", words.text("profile.language-invalid")));
        }
        if (typed.timeZone().isEmpty()) {
            problems.add(new Problem("time_zone", words.text("profile.zone-invalid")));
        }
        return new FormResult(400, "", problems);
    }
}
