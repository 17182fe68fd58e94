package galaxy.kernel;

/** Why something was done, as the actor names it: {@code payment_received}. Shaped like every {@link Code}. */
public final class ReasonCode extends TextValue {
    private ReasonCode(String value) {
        super(value);
    }

    /** A code that was parsed before, or a constant of the program. */
    public static ReasonCode of(String known) {
        return new ReasonCode(known);
    }

    public static Parsed<ReasonCode> parse(String raw) {
        return Code.isWellFormed(raw) ? Parsed.valid(new ReasonCode(raw)) : Parsed.invalid(Code.RULE);
    }
}
