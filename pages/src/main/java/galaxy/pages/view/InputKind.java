package galaxy.pages.view;

/** What is typed in a line, and what a browser may fill in by itself: nothing but an e-mail address and a code. */
public enum InputKind {
    TEXT("text", "off", "text", "auto"),
    /** A username, or what begins with {@code @}. */
    USERNAME("text", "off", "text", "ltr"),
    EMAIL("email", "email", "email", "ltr"),
    CODE("text", "one-time-code", "numeric", "ltr"),
    NUMBER("text", "off", "numeric", "ltr"),
    TIME("datetime-local", "off", "text", "ltr");

    private final String type;
    private final String autocomplete;
    private final String inputmode;
    private final String direction;

    InputKind(String type, String autocomplete, String inputmode, String direction) {
        this.type = type;
        this.autocomplete = autocomplete;
        this.inputmode = inputmode;
        this.direction = direction;
    }

    public String type() {
        return type;
    }

    public String autocomplete() {
        return autocomplete;
    }

    public String inputmode() {
        return inputmode;
    }

    public String direction() {
        return direction;
    }

    /** Whether a keyboard may begin with a capital letter. */
    public String capitals() {
        return this == TEXT ? "sentences" : "none";
    }
}
