package galaxy.app;

import galaxy.app.cli.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Prints what is wrong with a command line, and where the help is. The whole help would hide the message. */
final class Misuse implements CommandLine.IParameterExceptionHandler {
    /** How picocli says which value is wrong, before it says why. */
    private static final Pattern INVALID_VALUE = Pattern.compile(
            "Invalid value for (?:option '([^']+)'(?: \\([^)]*\\))?|positional parameter at index \\S+ \\(([^)]*)\\)): (.*)",
            Pattern.DOTALL);

    /** How picocli says which words an option takes. */
    private static final Pattern ONE_OF =
            Pattern.compile("expected one of \\[([^]]*)\\](?: \\(case-[a-z]*\\))? but was '(.*)'", Pattern.DOTALL);

    @Override
    public int handleParseException(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("galaxy: " + sentence(wrong));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
            command.getErr().println("galaxy: Read `" + command.getCommandSpec().qualifiedName() + " --help`.");
        }
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String sentence(CommandLine.ParameterException wrong) {
        return switch (wrong) {
            case CommandLine.UnmatchedArgumentException unmatched ->
                unmatched.getUnmatched().getFirst().startsWith("-")
                        ? "there is no option " + unmatched.getUnmatched().getFirst()
                        : "there is no place for " + unmatched.getUnmatched().getFirst();
            case CommandLine.MissingParameterException missing
            when missing.getMissing().size() > 0 ->
                missing.getMissing().stream().map(Misuse::name).collect(Collectors.joining(", ")) + " is missing";
            case CommandLine.OverwrittenOptionException twice ->
                Optional.ofNullable(twice.getOverwritten()).map(Misuse::name).orElse("an option")
                        + " is given twice; give it once";
            default -> value(String.valueOf(wrong.getMessage()));
        };
    }

    private static String value(String message) {
        Matcher invalid = INVALID_VALUE.matcher(message);
        if (!invalid.matches()) {
            return message;
        }
        String argument = Optional.ofNullable(invalid.group(1)).orElseGet(() -> invalid.group(2));
        Matcher word = ONE_OF.matcher(invalid.group(3));
        return argument + ": " + (word.matches() ? oneOf(word.group(1), word.group(2)) : invalid.group(3));
    }

    private static String oneOf(String constants, String typed) {
        List<String> words = Arrays.stream(constants.split(", ", -1))
                .map(constant -> constant.toLowerCase(Locale.ROOT))
                .toList();
        return Suggestion.rule(typed, words);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
