package galaxy.users.account;

import galaxy.kernel.Code;
import galaxy.kernel.Parsed;
import galaxy.kernel.TextValue;

/** The part of the platform that a sanction is about: {@code auth}, {@code lobby}. Shaped like every {@link Code}. */
public final class Scope extends TextValue {
    private Scope(String value) {
        super(value);
    }

    /** A scope that was parsed before, or a constant of the program. */
    public static Scope of(String known) {
        return new Scope(known);
    }

    public static Parsed<Scope> parse(String raw) {
        return Code.isWellFormed(raw) ? Parsed.valid(new Scope(raw)) : Parsed.invalid(Code.RULE);
    }
}
