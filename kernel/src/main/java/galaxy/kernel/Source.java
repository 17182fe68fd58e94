package galaxy.kernel;

/** Where a decision comes from: {@code auth_registration}, {@code billing}. Shaped like every {@link Code}. */
public final class Source extends TextValue {
    private Source(String value) {
        super(value);
    }

    /** A code that was parsed before, or a constant of the program. */
    public static Source of(String known) {
        return new Source(known);
    }

    public static Parsed<Source> parse(String raw) {
        return Code.isWellFormed(raw) ? Parsed.valid(new Source(raw)) : Parsed.invalid(Code.RULE);
    }
}
