package galaxy.torture;

import galaxy.torture.fault.Faults;
import galaxy.torture.stage.StageException;
import galaxy.torture.workload.Between;
import java.time.Duration;
import picocli.CommandLine;

/** How the command line reads, and how it answers what it cannot do. */
final class Manners {
    private Manners() {}

    /** What does not fit, and where to read what would. */
    static int misused(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("torture: " + wrong.getMessage());
        command.getErr().println("torture: read `./galaxy torture --help`");
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(e.getMessage());
        }
    }

    static Between between(String text) {
        try {
            return Durations.parseBetween(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(e.getMessage());
        }
    }

    static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof StageException stage) {
            command.getErr().println("torture: " + stage.getMessage());
            command.getErr().flush();
            return 1;
        }
        throw failure;
    }

    static String faults() {
        StringBuilder text = new StringBuilder("%nFaults:%n".formatted());
        Faults.all()
                .forEach(fault -> text.append("  %-19s %s%s%n"
                        .formatted(fault.name(), fault.says(), fault.isCommon() ? "" : " (not among all)")));
        return text.toString();
    }
}
