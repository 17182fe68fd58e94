package galaxy.client.users;

import galaxy.kernel.TextValue;
import java.util.List;

/** The code of a plan. A code that is newer than this client stays as it is. */
public final class Plan extends TextValue {
    public static final Plan FREE = of("free");
    public static final Plan PAID_MONTHLY = of("paid_monthly");
    public static final Plan PAID_YEARLY = of("paid_yearly");
    public static final Plan PAID_LIFETIME = of("paid_lifetime");

    private static final List<Plan> KNOWN = List.of(FREE, PAID_MONTHLY, PAID_YEARLY, PAID_LIFETIME);

    private Plan(String value) {
        super(value);
    }

    public static Plan of(String code) {
        return new Plan(code);
    }

    /** The codes of the contract that this client knows, in its order. */
    public static List<Plan> known() {
        return KNOWN;
    }
}
