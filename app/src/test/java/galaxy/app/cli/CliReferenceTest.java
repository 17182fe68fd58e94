package galaxy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Run with {@code -Dgalaxy.write-reference=true} to write the generated part of the page. */
final class CliReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "cli.md");
    private static final String MARK = "<!-- Below: generated from the program, checked by CliReferenceTest. -->\n";

    @Test
    void the_page_describes_every_command() throws IOException {
        String page = Files.readString(PAGE);
        int mark = page.indexOf(MARK) + MARK.length();
        String generated =
                visible(Main.commandLine()).map(CliReferenceTest::section).collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("galaxy.write-reference")) {
            Files.writeString(PAGE, page.substring(0, mark) + "\n" + generated);
        } else {
            assertThat(page.substring(mark)).isEqualTo("\n" + generated);
        }
    }

    @Test
    void every_command_and_option_is_described() {
        assertThat(visible(Main.commandLine())).allSatisfy(command -> {
            CommandSpec spec = command.getCommandSpec();
            assertThat(spec.usageMessage().description())
                    .as(spec.qualifiedName())
                    .isNotEmpty();
            assertThat(spec.args())
                    .allSatisfy(argument -> assertThat(argument.description())
                            .as(spec.qualifiedName() + " " + argument)
                            .isNotEmpty());
        });
    }

    private static Stream<CommandLine> visible(CommandLine command) {
        return command.getCommandSpec().usageMessage().hidden()
                ? Stream.of()
                : Stream.concat(
                        Stream.of(command),
                        command.getSubcommands().values().stream().flatMap(CliReferenceTest::visible));
    }

    private static String section(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        var text = new StringBuilder("## `" + spec.qualifiedName() + "`\n\n");
        text.append(String.join("\n", spec.usageMessage().description())).append("\n");
        List<String> rows = Stream.concat(
                        spec.positionalParameters().stream().map(CliReferenceTest::row),
                        spec.options().stream()
                                .filter(option -> !option.usageHelp() && !option.versionHelp() && !option.hidden())
                                .map(CliReferenceTest::row))
                .toList();
        if (!rows.isEmpty()) {
            text.append("\n| | |\n|---|---|\n").append(String.join("\n", rows)).append("\n");
        }
        if (!spec.usageMessage().exitCodeList().isEmpty()) {
            text.append("\nExit codes: ")
                    .append(spec.usageMessage().exitCodeList().entrySet().stream()
                            .map(code -> code.getKey().strip() + " " + code.getValue())
                            .collect(Collectors.joining("; ")))
                    .append(".\n");
        }
        return text.toString();
    }

    private static String row(PositionalParamSpec parameter) {
        return "| `" + parameter.paramLabel() + "` | " + described(parameter.description()) + " |";
    }

    private static String row(OptionSpec option) {
        String names = Arrays.stream(option.names())
                .map(name -> "`" + name
                        + (option.arity().max() > 0 && !option.negatable() ? " " + option.paramLabel() : "") + "`")
                .collect(Collectors.joining(", "));
        return "| " + names + (option.required() ? ", required" : "") + " | " + described(option.description()) + " |";
    }

    private static String described(String[] lines) {
        return String.join(" ", lines).replace("|", "\\|");
    }
}
