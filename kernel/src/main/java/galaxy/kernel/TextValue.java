package galaxy.kernel;

/**
 * A value that is one piece of text with a rule of its own. Values of one type are equal when their texts are.
 *
 * <p>Every such type has {@code parse}, which takes what the outside world said and gives the value or the reason why
 * not, and {@code of}, which takes text that is known to be good: a constant of the program, or what the store has from
 * an earlier {@code parse}. {@code of} does not check again, so that data outlives a rule that grew stricter.
 */
public abstract class TextValue {
    private final String value;

    protected TextValue(String value) {
        this.value = value;
    }

    /** The text. */
    public final String value() {
        return value;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof TextValue that && getClass() == that.getClass() && value.equals(that.value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
