package galaxy.app.cli;

/** Ends a command with an exit code and a sentence that says what is wrong and what to do next. */
public final class ExitException extends RuntimeException {
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

    ExitException(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    static ExitException file(String sentence) {
        return new ExitException(FILE, sentence);
    }
}
