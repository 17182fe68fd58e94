package galaxy.web.profile;

import galaxy.client.users.Account;

/**
 * What the forms of the profile hold.
 *
 * @param language a BCP 47 tag
 * @param timeZone of the tz database
 */
public record ProfileForms(String raceName, String language, String timeZone) {
    /** What an account has. */
    public static ProfileForms of(Account account) {
        return new ProfileForms(account.raceName(), account.preferredLanguage(), account.timeZone());
    }

    public ProfileForms raceName(String typed) {
        return new ProfileForms(typed, language, timeZone);
    }

    public ProfileForms settings(String chosenLanguage, String chosenZone) {
        return new ProfileForms(raceName, chosenLanguage, chosenZone);
    }
}
