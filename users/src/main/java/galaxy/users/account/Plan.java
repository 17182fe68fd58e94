package galaxy.users.account;

import galaxy.kernel.Parsed;
import java.util.List;

/**
 * A plan, as callers and the store write it. A record that a newer version wrote may have one that is not among
 * {@link #values}: it is kept and shown, and is paid if it is named like a paid one.
 */
public record Plan(String code) {
    public static final Plan FREE = new Plan("free");
    public static final Plan PAID_MONTHLY = new Plan("paid_monthly");
    public static final Plan PAID_YEARLY = new Plan("paid_yearly");
    public static final Plan PAID_LIFETIME = new Plan("paid_lifetime");

    private static final List<Plan> ALL = List.of(FREE, PAID_MONTHLY, PAID_YEARLY, PAID_LIFETIME);

    /** The catalogue of plans of this version. */
    public static Plan[] values() {
        return ALL.toArray(Plan[]::new);
    }

    public boolean isPaid() {
        return code.startsWith("paid_");
    }

    /** Whether the plan is paid for a time that ends. */
    public boolean isFinite() {
        return equals(PAID_MONTHLY) || equals(PAID_YEARLY);
    }

    /** Whether a user can have the plan with or without an end. */
    boolean allows(boolean anEnd) {
        return !ALL.contains(this) || isFinite() == anEnd;
    }

    public static Parsed<Plan> parse(String raw) {
        return Parsed.oneOf(values(), Plan::code, raw, "is not a plan");
    }
}
