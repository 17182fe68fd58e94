package galaxy.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Every command that people call, as the program describes itself, each with a valid command line that is made from the types
 * of its arguments: a new command is in the table without being listed.
 */
final class CommandTable {
    static final String INPUT = "INPUT";
    static final String OUTPUT = "OUTPUT";
    static final String SESSION = "session.json";

    /** Commands that end only with a signal, and those of the launcher. */
    private static final List<String> NOT_RUN = List.of("serve", "warm-up");

    private static final Map<String, CommandSpec> SPECS = specs();

    /** Examples by the label of an argument, where that says more than its type. */
    private static final Map<String, String> BY_LABEL = Map.of(
            "CONTACT",
            "u2",
            "OUT",
            OUTPUT,
            "ADDRESS",
            "192.0.2.1",
            "LINE",
            "here",
            "NAME",
            "Nova",
            "EMAIL",
            "EMAIL",
            "MESSAGE_TYPE",
            "user.account.get");

    /** Options without which a command needs something else, or does too much for a test. */
    private static final List<Map.Entry<String, String>> ADDED = List.of(
            Map.entry("--for", "30d"),
            Map.entry("--count", "2"),
            Map.entry("--session", SESSION),
            Map.entry("--no-follow", ""),
            Map.entry("--from-start", ""));

    /** Examples by type. */
    private final Map<String, String> byType = new TreeMap<>(Map.ofEntries(
            Map.entry("UserArgument", "ada@example.com"),
            Map.entry("UserRef", "u1"),
            Map.entry("Username", "nova"),
            Map.entry("LinkId", "lnk_00000000000000000000000000000000"),
            Map.entry("DeviceSessionId", "dvs_00000000000000000000000000"),
            Map.entry("SanctionCode", "game_join_block"),
            Map.entry("LimitCode", "max_owned_private_games"),
            Map.entry("int", "3"),
            Map.entry("CountryCode", "DE"),
            Map.entry("VersionNumber", "1"),
            Map.entry("ReasonCode", "test"),
            Map.entry("Plan", "monthly"),
            Map.entry("Path", INPUT)));

    private final Path folder;

    CommandTable(Path folder, Map<String, String> examples) {
        this.folder = folder;
        byType.putAll(examples);
    }

    static Stream<String> commands() {
        return SPECS.keySet().stream().filter(command -> !NOT_RUN.contains(command));
    }

    /** Those that call a service. */
    static Stream<String> ofServices() {
        return commands().filter(command -> has(command, "--timeout"));
    }

    static boolean has(String command, String option) {
        return spec(command).findOption(option) != null;
    }

    static CommandSpec spec(String command) {
        return Optional.ofNullable(SPECS.get(command)).orElseThrow();
    }

    /** The options that the help shows. */
    static Stream<OptionSpec> options(String command) {
        return spec(command).options().stream().filter(option -> !option.hidden());
    }

    static boolean isOf(ArgSpec argument, Class<?>... types) {
        return Stream.concat(Stream.of(argument.type()), Arrays.stream(argument.auxiliaryTypes()))
                .anyMatch(type -> Arrays.asList(types).contains(type));
    }

    /** A command line that is right, and what is added to it. */
    List<String> words(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        spec(command).positionalParameters().stream()
                .filter(PositionalParamSpec::required)
                .forEach(argument -> words.add(example(argument)));
        List<String> given = List.of(more);
        options(command).filter(OptionSpec::required).forEach(option -> add(words, given, option, example(option)));
        ADDED.stream()
                .filter(added -> has(command, added.getKey()))
                .forEach(added -> add(words, given, spec(command).findOption(added.getKey()), file(added.getValue())));
        if (has(command, "--dry-run")
                && options(command).filter(each -> isOf(each, Path.class)).count() <= 1) {
            add(words, given, spec(command).findOption("--dry-run"), "");
        }
        words.addAll(given);
        return words;
    }

    /** One that is given is not given twice. */
    private static void add(List<String> words, List<String> given, OptionSpec option, String value) {
        if (!given.contains(option.longestName())) {
            words.add(option.longestName());
            if (!value.isEmpty()) {
                words.add(value);
            }
        }
    }

    private String example(ArgSpec argument) {
        String byLabel = BY_LABEL.get(argument.paramLabel());
        String type = argument.auxiliaryTypes().length > 0
                ? argument.auxiliaryTypes()[0].getSimpleName()
                : argument.type().getSimpleName();
        return file(Optional.ofNullable(byLabel)
                .or(() -> Optional.ofNullable(byType.get(type)))
                .orElseThrow(() -> new AssertionError("no example of the type " + type + ": add one to this table")));
    }

    private String file(String example) {
        return switch (example) {
            case INPUT -> folder.resolve("input").toString();
            case SESSION -> folder.resolve(SESSION).toString();
            case OUTPUT -> folder.resolve("output").toString();
            // A mailbox gets one code in half a minute.
            case "EMAIL" -> "pilot-" + System.nanoTime() + "@example.com";
            default -> example;
        };
    }

    private static Map<String, CommandSpec> specs() {
        Map<String, CommandSpec> specs = new TreeMap<>();
        collect(Main.commandLine(), "", specs);
        return specs;
    }

    private static void collect(CommandLine line, String path, Map<String, CommandSpec> specs) {
        if (line.getSubcommands().isEmpty()) {
            specs.put(path.trim(), line.getCommandSpec());
        }
        line.getSubcommands().forEach((name, sub) -> collect(sub, path + " " + name, specs));
    }
}
