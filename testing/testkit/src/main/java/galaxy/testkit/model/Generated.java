package galaxy.testkit.model;

/** A text that the service chooses: known by its prefix, then exactly. Not thread-safe. */
public final class Generated {
    private final String prefix;
    private String text = "";

    public Generated(String prefix) {
        this.prefix = prefix;
    }

    boolean admits(String actual) {
        return text.isEmpty() ? actual.startsWith(prefix) : actual.equals(text);
    }

    void settle(String actual) {
        text = actual;
    }

    @Override
    public String toString() {
        return text.isEmpty() ? prefix + "…" : text;
    }
}
