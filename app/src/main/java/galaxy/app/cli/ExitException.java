package galaxy.app.cli;

/** Ends a command with an exit code, and a sentence with the error and what to do. */
public final class ExitException extends RuntimeException {
    /** The service refused the request. */
    public static final int REFUSED = 1;

    /** The command line is wrong. */
    public static final int USAGE = 2;

    /** The content of a file is wrong. */
    public static final int DATA = 65;

    /** The service does not respond. */
    public static final int UNAVAILABLE = 69;

    /** The response is not one of the service, or reports an internal error. */
    public static final int INVALID_RESPONSE = 70;

    /** A mistake of this program. */
    public static final int INTERNAL_ERROR = 70;

    /** A file cannot be read or written. */
    public static final int FILE = 74;

    private final int exitCode;

    public ExitException(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    public static ExitException usage(String sentence) {
        return new ExitException(USAGE, sentence);
    }

    /** The number that an option gives, if it is in its range. */
    public static int inRange(String option, int number, int from, int to) {
        if (number < from || number > to) {
            throw usage("%s must be %d to %d, not %d".formatted(option, from, to, number));
        }
        return number;
    }

    public static ExitException file(String sentence) {
        return new ExitException(FILE, sentence);
    }
}
