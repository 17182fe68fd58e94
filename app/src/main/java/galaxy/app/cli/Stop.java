package galaxy.app.cli;

/** Ends a command with an exit code and a sentence that says what is wrong and what to do next. */
public final class Stop extends RuntimeException {
    /** The service refused. */
    public static final int REFUSED = 1;

    /** The command line does not fit. */
    public static final int USAGE = 2;

    /** What was read from a file does not fit. */
    public static final int DATA = 65;

    /** The service does not answer. */
    public static final int UNAVAILABLE = 69;

    /** The service answered in a way it should not have. */
    public static final int FAULT = 70;

    /** A file cannot be read or written. */
    public static final int FILE = 74;

    private final int exitCode;

    Stop(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    static Stop file(String sentence) {
        return new Stop(FILE, sentence);
    }
}
