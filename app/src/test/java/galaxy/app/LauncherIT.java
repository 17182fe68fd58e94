package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.RequiredProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./galaxy}, in a folder that looks like the project, with stand-ins for the JDK and Maven that write down how they
 * are called.
 */
final class LauncherIT {
    private static final String JAVA = """
            #!/bin/sh
            {
              echo "java $*"
              echo "$LC_ALL" >"${CALLS%calls}locale"
              echo "$COLUMNS" >"${CALLS%calls}columns"
              env | grep '^GALAXY_' | sort
            } >>"$CALLS"
            for argument; do
              case $argument in -XX:AOTCacheOutput=*) : >"${argument#*=}" ;; esac
            done
            """;

    private static final String MAVEN = """
            #!/bin/sh
            [ "$2" = --version ] && { echo "Apache Maven 3.9.9"; exit 0; }
            echo "mvn $*" >>"$CALLS"
            mkdir -p app/target/lib
            : >app/target/galaxy.jar
            : >app/target/lib/users.jar
            """;

    @TempDir
    private Path home = Path.of("unset");

    private final Map<String, String> environment = new HashMap<>();

    /** What the launcher printed, and its exit code. */
    private record Run(int code, String printed) {}

    @BeforeEach
    void make_a_project() throws IOException {
        Files.copy(Path.of("..", "galaxy"), home.resolve("galaxy"));
        write("pom.xml", "<project>\n  <version>1.2.3</version>\n</project>\n");
        write("app/pom.xml", "<project/>\n");
        write("app/src/main/java/Some.java", "class Some {}\n");
        write(".mvn/jvm.config", "\n");
        jdk("jdk", "25.0.1");
        executable("bin/mvn", MAVEN);
        environment.put("JAVA_HOME", home.resolve("jdk").toString());
        environment.put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
        environment.put("HOME", home.resolve("unused").toString());
        environment.put("CALLS", home.resolve("calls").toString());
    }

    @Test
    void alone_it_prints_what_it_can_do_and_starts_nothing() throws Exception {
        Run run = galaxy();
        assertThat(run.code()).isZero();
        assertThat(run.printed()).contains("./galaxy serve", "./galaxy test", "./galaxy build", "./galaxy version");
        assertThat(calls()).isEmpty();
    }

    @Test
    void builds_and_trains_once_and_then_only_starts() throws Exception {
        assertThat(galaxy("serve", "--set", "a=b").code()).isZero();
        assertThat(calls()).hasSize(3);
        assertThat(calls().get(0)).startsWith("mvn ").endsWith(" package");
        assertThat(calls().get(1)).contains("-XX:AOTCacheOutput=", "Serial").endsWith("galaxy.jar warm-up");
        assertThat(calls().get(2)).contains("-XX:AOTCache=").endsWith("galaxy.jar serve --set a=b");
        Run again = galaxy("serve");
        assertThat(again.printed()).isEmpty();
        assertThat(calls()).hasSize(4);
        assertThat(calls().getLast()).endsWith("galaxy.jar serve");
        assertThat(calls().getLast()).contains(PackagedGalaxy.options()).contains(PackagedGalaxy.bounds());
    }

    @Test
    void builds_again_when_a_source_has_changed() throws Exception {
        galaxy("serve");
        write("app/src/main/java/Some.java", "class Some { int changed; }\n");
        galaxy("serve");
        assertThat(calls()).filteredOn(call -> call.startsWith("mvn ")).hasSize(2);
        assertThat(calls()).filteredOn(call -> call.endsWith("warm-up")).hasSize(2);
    }

    @Test
    void its_own_variables_are_no_settings_of_the_program_and_those_of_the_program_are() throws Exception {
        environment.putAll(Map.of("GALAXY_AOT", "off", "GALAXY_HEAP", "1g", "GALAXY_USERS_HTTP_PORT", "1234"));
        environment.put("GALAXY_JAVA_OPTS", "-Xss1m -Dmine=1");
        assertThat(galaxy("serve").code()).isZero();
        assertThat(calls()).hasSize(3);
        assertThat(calls().get(1)).contains(" -Xmx1g ", " -Xss1m -Dmine=1 ").doesNotContain("AOT");
        assertThat(calls().get(2)).isEqualTo("GALAXY_USERS_HTTP_PORT=1234");
    }

    @Test
    void runs_what_was_built_when_builds_are_off() throws Exception {
        environment.put("GALAXY_BUILD", "off");
        Run nothing = galaxy("serve");
        assertThat(nothing.code()).isEqualTo(72);
        assertThat(nothing.printed()).contains("nothing has been built");
        assertThat(calls()).isEmpty();
    }

    @Test
    void finds_the_jdk_behind_the_links_of_the_path_when_java_home_is_of_another_version() throws Exception {
        jdk("old", "21.0.2");
        environment.put("JAVA_HOME", home.resolve("old").toString());
        Files.createSymbolicLink(home.resolve("bin/java"), home.resolve("jdk/bin/java"));
        Run run = galaxy("version");
        assertThat(run.code()).isZero();
        assertThat(run.printed())
                .contains("galaxy 1.2.3", "JDK 25.0.1", home.resolve("jdk").toString());
    }

    @Test
    void a_build_that_fails_prints_its_errors_and_nothing_starts() throws Exception {
        executable("bin/mvn", MAVEN.replace("mkdir", "echo '[ERROR] line 7 does not compile'; exit 1; mkdir"));
        Run run = galaxy("serve");
        assertThat(run.code()).isEqualTo(71);
        assertThat(run.printed()).contains("the build failed", "[ERROR] line 7 does not compile");
        assertThat(calls()).noneMatch(call -> call.startsWith("java"));
        assertThat(home.resolve(".galaxy/lock")).doesNotExist();
    }

    @Test
    void is_found_through_symbolic_links_and_in_spite_of_cdpath() throws Exception {
        Files.createSymbolicLink(home.resolve("bin/one"), Path.of("../galaxy"));
        Path link = Files.createSymbolicLink(home.resolve("bin/two"), home.resolve("bin/one"));
        assertThat(run(List.of("bash", link.toString(), "version")).printed()).contains("galaxy 1.2.3");

        environment.put("CDPATH", home.getParent().toString());
        String relative = "cd '%s' && bash %s/galaxy version".formatted(home.getParent(), home.getFileName());
        Run run = run(List.of("bash", "-c", relative));
        assertThat(run.printed()).contains("galaxy 1.2.3");
    }

    @Test
    void runs_in_a_locale_of_utf_8_whatever_the_callers_is() throws Exception {
        for (String locale : List.of("C", "POSIX", "no_SUCH.UTF-8")) {
            environment.put("LC_ALL", locale);
            galaxy("serve", "Zo\u00eb");
            assertThat(calls().getLast()).endsWith("galaxy.jar serve Zo\u00eb");
            assertThat(Files.readString(home.resolve("locale"))).as(locale).isEqualTo("C.UTF-8\n");
        }
    }

    @Test
    void another_time_zone_or_other_flags_of_the_jvm_build_and_train_nothing() throws Exception {
        galaxy("serve");
        environment.put("TZ", "Asia/Tokyo");
        assertThat(galaxy("serve").printed()).isEmpty();
        environment.put("GALAXY_JAVA_OPTS", "-Dfoo=1");
        assertThat(galaxy("serve").printed()).isEmpty();
        assertThat(calls()).hasSize(5);
    }

    @Test
    void the_jvm_starts_with_one_garbage_collector_and_bounds_also_after_options() throws Exception {
        for (String variable : List.of("GALAXY_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
            environment.put(variable, "-Da=b -XX:+UseZGC");
            galaxy("--verbose", "serve");
            assertThat(calls().getLast()).contains(" -Xmx96m ", "ExitOnOut").doesNotContain("UseSerialGC");
            environment.remove(variable);
        }
        galaxy("users", "list");
        assertThat(calls().getLast()).contains("-XX:+UseSerialGC", " -Xmx256m ").doesNotContain("ExitOnOut");
    }

    @Test
    void a_folder_that_cannot_be_written_is_run_without_fast_start() throws Exception {
        galaxy("serve");
        Files.delete(home.resolve("app/target/galaxy.aot.key"));
        Files.delete(home.resolve("app/target/galaxy.aot"));
        // Not even root makes a folder where a file is.
        Files.delete(home.resolve(".galaxy/aot.log"));
        deleteFolder(home.resolve(".galaxy"));
        Files.writeString(home.resolve(".galaxy"), "");
        Run run = galaxy("serve", "again");
        assertThat(run.code()).isZero();
        assertThat(calls().getLast()).endsWith("galaxy.jar serve again").doesNotContain("AOT");

        write("app/src/main/java/Some.java", "class Some { int changed; }\n");
        Run changed = galaxy("serve");
        assertThat(changed.code()).isEqualTo(73);
        assertThat(changed.printed()).contains("cannot be written", "GALAXY_BUILD=off");
    }

    @Test
    void takes_over_the_lock_of_a_launcher_that_is_gone() throws Exception {
        for (String owner :
                List.of("", "999999999", Long.toString(ProcessHandle.current().pid()))) {
            write(".galaxy/lock/pid", owner);
            write("app/src/main/java/Some.java", "class Some { String owner = \"" + owner + "\"; }\n");
            assertThat(galaxy("serve").code()).as(owner).isZero();
        }
    }

    /** Case X13. */
    @Test
    void a_folder_may_have_spaces_and_letters_beyond_ascii_and_needs_no_home() throws Exception {
        home = Files.createDirectory(home.resolve("Spiel \u00fc"));
        make_a_project();
        environment.remove("HOME");
        environment.put("LC_ALL", "C");
        assertThat(galaxy("version").printed()).contains("galaxy 1.2.3");
        assertThat(galaxy("serve").code()).isZero();
        assertThat(calls().getLast()).endsWith("Spiel \u00fc/app/target/galaxy.jar serve");
    }

    @Test
    void gives_the_help_of_a_command_and_takes_no_more_words_than_it_knows() throws Exception {
        galaxy("help", "users", "list");
        assertThat(calls().getLast()).endsWith("galaxy.jar users list --help");
        for (String command : List.of("version", "build")) {
            Run more = galaxy(command, "nonsense");
            assertThat(more.code()).as(command).isEqualTo(2);
            assertThat(more.printed()).contains("takes no argument");
        }
        assertThat(calls()).noneMatch(call -> call.contains("nonsense"));
        assertThat(calls().getLast()).as("what the program calls itself").contains("-Dgalaxy.command=" + home);
    }

    /** A shell on a serial line, or one that a program started, has a terminal of 0 columns. */
    @Test
    void the_width_of_the_terminal_goes_to_the_program_where_there_is_one() throws Exception {
        galaxy("build");
        for (String columns : List.of("97", "0")) {
            for (String command : List.of("2>/dev/null", "")) {
                String line =
                        "stty cols %s; bash '%s' users list %s".formatted(columns, home.resolve("galaxy"), command);
                run(List.of(RequiredProgram.SCRIPT.require().toString(), "-qec", line, "/dev/null"));
                assertThat(Files.readString(home.resolve("columns")))
                        .as("%s %s", columns, command)
                        .isEqualTo(columns.equals("0") ? "\n" : "97\n");
            }
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private Run galaxy(String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(Stream.of("bash", home.resolve("galaxy").toString()), Stream.of(arguments))
                .toList());
    }

    private Run run(List<String> command) throws IOException, InterruptedException {
        Path printed = home.resolve("printed");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), new String(Files.readAllBytes(printed), StandardCharsets.UTF_8));
    }

    private List<String> calls() throws IOException {
        Path calls = home.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void jdk(String folder, String version) throws IOException {
        executable(folder + "/bin/java", JAVA);
        executable(folder + "/bin/javac", JAVA);
        write(folder + "/release", "JAVA_VERSION=\"" + version + "\"\nJAVA_RUNTIME_VERSION=\"" + version + "\"\n");
    }

    private void executable(String path, String text) throws IOException {
        Files.setPosixFilePermissions(write(path, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path write(String path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
