package galaxy.client;

import galaxy.kernel.TextValue;
import java.util.List;

/** What a user pays for. A code that this version of the client does not know is kept as it came. */
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

    /** The codes of the contract as it was when this client was made, in its order. */
    public static List<Plan> known() {
        return KNOWN;
    }
}
