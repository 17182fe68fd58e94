package galaxy.users.account;

import galaxy.kernel.Parsed;

/** The catalogue of plans. */
public enum Plan {
    FREE("free"),
    PAID_MONTHLY("paid_monthly"),
    PAID_YEARLY("paid_yearly"),
    PAID_LIFETIME("paid_lifetime");

    private final String code;

    Plan(String code) {
        this.code = code;
    }

    /** The plan as callers and the store write it. */
    public String code() {
        return code;
    }

    public boolean isPaid() {
        return this != FREE;
    }

    /** Whether the plan is paid for a time that ends. */
    public boolean isFinite() {
        return this == PAID_MONTHLY || this == PAID_YEARLY;
    }

    public static Parsed<Plan> parse(String raw) {
        return Parsed.oneOf(values(), Plan::code, raw, "is not a plan");
    }
}
