package galaxy.pages.view;

/** What a chip or a notice says before it is read. */
public enum Tone {
    PLAIN(""),
    OK("ok"),
    INFO("info"),
    WARN("warn"),
    DANGER("danger");

    private final String css;

    Tone(String css) {
        this.css = css;
    }

    /** Its class in the sheet. */
    public String css() {
        return css;
    }
}
