package galaxy.torture.users;

/** A text that the service chose: anything that begins right, until it was told. Belongs to one thread at a time. */
final class Drawn {
    private final String prefix;
    private String text = "";

    Drawn(String prefix) {
        this.prefix = prefix;
    }

    boolean admits(String told) {
        return text.isEmpty() ? told.startsWith(prefix) : told.equals(text);
    }

    void settle(String told) {
        text = told;
    }

    @Override
    public String toString() {
        return text.isEmpty() ? prefix + "…" : text;
    }
}
