package galaxy.chassis.settings;

import java.util.List;

/** The settings are invalid. Holds every problem, each with what to do about it. The process must not start. */
public final class SettingsException extends RuntimeException {
    private final List<String> problems;

    public SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each, for an operator to read. */
    public List<String> problems() {
        return problems;
    }
}
