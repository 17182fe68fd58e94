package galaxy.users.account;

/** Why a command does nothing. */
public sealed interface Refusal {
    /** A sentence for people. */
    String sentence();

    /** The input is invalid at this time, for every account. */
    record Invalid(String field, String reason) implements Refusal {
        @Override
        public String sentence() {
            return field + " " + reason + ".";
        }
    }

    /** An active {@code profile_update_block} rejects self-service writes. */
    record ProfileUpdateBlocked() implements Refusal {
        @Override
        public String sentence() {
            return "Changes of the profile and the settings are blocked for this user.";
        }
    }

    /** A block of the e-mail address or an active {@code login_block} rejects self-service writes. */
    record LoginBlocked() implements Refusal {
        @Override
        public String sentence() {
            return "This user may not sign in, and so not change the profile and the settings.";
        }
    }

    /** The command conflicts with the state of the account. */
    enum Conflict implements Refusal {
        ALREADY_PAID("Paid access can be granted only to a user who is free."),
        NOT_PAID("Paid access can be revoked only from a user who is paid."),
        NOTHING_TO_EXTEND("Only a paid plan that ends can be extended."),
        NOT_LATER_THAN_CURRENT_END("A plan can be extended only to later than its current end."),
        NAME_TAKEN("The race name is taken. Choose another one.");

        private final String sentence;

        Conflict(String sentence) {
            this.sentence = sentence;
        }

        @Override
        public String sentence() {
            return sentence;
        }
    }
}
