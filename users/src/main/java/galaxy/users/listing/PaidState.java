package galaxy.users.listing;

import galaxy.kernel.Parsed;

/** Whether a user has any paid plan. */
public enum PaidState {
    FREE("free"),
    PAID("paid");

    private final String code;

    PaidState(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static PaidState of(boolean isPaid) {
        return isPaid ? PAID : FREE;
    }

    public static Parsed<PaidState> parse(String raw) {
        return Parsed.oneOf(values(), PaidState::code, raw, "must be free or paid");
    }
}
