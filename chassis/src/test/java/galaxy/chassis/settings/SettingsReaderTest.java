package galaxy.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import galaxy.kernel.Parsed;
import galaxy.kernel.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private enum Colour {
        RED,
        DARK_BLUE
    }

    private static final Setting<Integer> PORT = new Setting<>("users.http.port", Kind.port(), "8081", "a port");
    private static final Setting<Integer> MOST =
            new Setting<>("http.max-in-flight", Kind.integer(1, 9), "5", "a bound");
    private static final Setting<Duration> WAIT = new Setting<>("http.wait", Kind.duration(), "10s", "a time");
    private static final Setting<Optional<Path>> FILE =
            new Setting<>("callers.file", Kind.path().orNone(), "", "a file");
    private static final Setting<Colour> COLOUR = new Setting<>("colour", Kind.oneOf(Colour.class), "red", "a colour");
    private static final Setting<Boolean> FLAG = new Setting<>("flag", Kind.bool(), "false", "a flag");
    private static final Setting<Optional<Secret>> KEY =
            new Setting<>("page.key", Kind.secret().orNone(), "", "a key");
    private static final Setting<Optional<Integer>> PIN = new Setting<>(
            "pin", new Kind<Integer>("PIN", true, text -> Parsed.invalid("not a PIN")).orNone(), "", "a PIN");
    private static final List<Setting<?>> ALL = List.of(PORT, MOST, WAIT, FILE, COLOUR, FLAG, KEY, PIN);

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("galaxy.properties"), text);
    }

    private static SettingsReader reader(SettingSources sources) {
        return new SettingsReader(sources, ALL);
    }

    private static <T> T read(Setting<T> setting, String text) {
        var reader = reader(SettingSources.of(Map.of(setting.key(), text)));
        var value = reader.get(setting);
        reader.finish();
        return value;
    }

    @Test
    void takes_the_command_line_over_the_environment_over_the_file_over_the_default() throws IOException {
        var file = Optional.of(file("\uFEFFusers.http.port=3\nhttp.max-in-flight=3\nhttp.wait=3s\n"));
        var environment = Map.of("GALAXY_USERS_HTTP_PORT", "2", "GALAXY_HTTP_MAX_IN_FLIGHT", "2", "PATH", "/bin");
        var reader = reader(SettingSources.of(List.of("users.http.port=1"), environment, file));
        assertThat(reader.get(PORT)).isEqualTo(1);
        assertThat(reader.get(MOST)).isEqualTo(2);
        assertThat(reader.get(WAIT)).isEqualTo(Duration.ofSeconds(3));
        assertThat(reader.get(COLOUR)).isEqualTo(Colour.RED);
        assertThat(reader.get(FILE)).isEmpty();
        reader.finish();
    }

    @Test
    void reports_everything_that_is_wrong_at_once_and_what_to_do() throws IOException {
        var file = Optional.of(file("http.wait=10\nhttp.wiat=10s\nflag=yes\nflag=yes\n"));
        var environment = Map.of("GALAXY_HTTP_MAX_IN_FLIGHT", "ten", "GALAXY_NONSENSE", "1");
        var sets = List.of("users.http.port=70000", "nonsense", "users.port=1", "colour=green");
        var reader = reader(SettingSources.of(sets, environment, file));
        ALL.forEach(reader::get);
        ALL.forEach(reader::get);
        var problems =
                catchThrowableOfType(SettingsException.class, reader::finish).problems();
        assertThat(problems)
                .anySatisfy(p -> assertThat(p).contains("--set users.http.port", "\"70000\"", "0 to 65535"))
                .anySatisfy(p -> assertThat(p).contains("GALAXY_HTTP_MAX_IN_FLIGHT", "\"ten\"", "from 1 to 9"))
                .anySatisfy(p -> assertThat(p).contains("--config http.wait", "\"10\"", "unit"))
                .anySatisfy(p -> assertThat(p).contains("--config http.wiat", "did you mean http.wait?"))
                .anySatisfy(p -> assertThat(p).contains("flag", "twice"))
                .anySatisfy(p -> assertThat(p).contains("--config flag", "true nor false"))
                .anySatisfy(p -> assertThat(p).contains("GALAXY_NONSENSE", "no such setting"))
                .anySatisfy(p -> assertThat(p).contains("--set nonsense", "key=value"))
                .anySatisfy(p -> assertThat(p).contains("--set users.port", "no such setting"))
                .anySatisfy(p -> assertThat(p).contains("--set colour", "red, dark-blue"))
                .hasSize(10);
    }

    @Test
    void leaves_out_the_names_that_the_launcher_and_kubernetes_use() {
        var environment = new HashMap<String, String>();
        for (String name : List.of("GALAXY", "GALAXY_USERS", "GALAXY_USERS_HTTP")) {
            environment.put(name + "_SERVICE_HOST", "10.0.0.9");
            environment.put(name + "_SERVICE_PORT", "8081");
            environment.put(name + "_SERVICE_PORT_GRPC", "9090");
            environment.put(name + "_PORT", "tcp://10.0.0.9:8081");
            environment.put(name + "_PORT_8081_TCP", "tcp://10.0.0.9:8081");
            environment.put(name + "_PORT_8081_TCP_PROTO", "tcp");
            environment.put(name + "_PORT_8081_TCP_PORT", "8081");
            environment.put(name + "_PORT_8081_TCP_ADDR", "10.0.0.9");
        }
        List.of("GALAXY_BUILD", "GALAXY_AOT", "GALAXY_HEAP", "GALAXY_JAVA_OPTS")
                .forEach(name -> environment.put(name, "off"));
        var sources = SettingSources.of(List.of(), environment, Optional.empty());
        assertThat(sources.environment()).isEmpty();
        reader(sources).finish();
    }

    @Test
    void waits_may_be_nothing() {
        assertThat(Kind.durationOrZero().read("0")).isEqualTo(Parsed.valid(Duration.ZERO));
        assertThat(Kind.durationOrZero().read("0s")).isEqualTo(Parsed.valid(Duration.ZERO));
        assertThat(Kind.durationOrZero().read("5s")).isEqualTo(Parsed.valid(Duration.ofSeconds(5)));
        assertThat(Kind.durationOrZero().read("-1s")).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void reports_a_file_it_cannot_read() {
        var reader = reader(SettingSources.of(List.of(), Map.of(), Optional.of(folder.resolve("none"))));
        assertThatThrownBy(reader::finish)
                .hasMessageContaining("none")
                .hasMessageContaining("cannot be read (there is no such file or folder)");
    }

    @Test
    void names_the_line_of_a_file_that_is_not_utf_8() throws IOException {
        Path file =
                Files.write(folder.resolve("latin"), "flag=true\n# j\u00f6rg\n".getBytes(StandardCharsets.ISO_8859_1));
        var reader = reader(SettingSources.of(List.of(), Map.of(), Optional.of(file)));
        assertThatThrownBy(reader::finish).hasMessageContaining("cannot be read (line 2 is not UTF-8)");
    }

    @Test
    void never_shows_a_hidden_value() {
        var reader = reader(SettingSources.of(Map.of("pin", "hunter2", "page.key", " ")));
        reader.get(PIN);
        reader.get(KEY);
        assertThatThrownBy(reader::finish)
                .hasMessageContaining("pin: the value is not a PIN")
                .message()
                .doesNotContain("hunter2");
        assertThat(read(KEY, "hunter2").map(Secret::toString)).hasValue("[secret]");
    }

    @Test
    void adds_what_only_the_record_sees() {
        var reader = reader(SettingSources.of(Map.of("users.http.port", "1")));
        reader.problem(PORT, "is the same as management.port; give each its own");
        assertThatThrownBy(reader::finish)
                .hasMessage("--set users.http.port: is the same as management.port; give each its own");
    }

    @ParameterizedTest
    @CsvSource({"250ms, PT0.25S", "10s, PT10S", "5m, PT5M", "24h, PT24H", "7d, PT168H"})
    void reads_durations(String text, Duration value) {
        assertThat(read(WAIT, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "10", "s", "-1s", "1.5s", "10 s", "10S", "PT10S", "9999999999s"})
    void refuses_other_durations(String text) {
        assertThatThrownBy(() -> read(WAIT, text)).isInstanceOf(SettingsException.class);
    }

    @Test
    void reads_the_other_kinds() {
        assertThat(read(PORT, " 0 ")).isZero();
        assertThat(read(COLOUR, "dark-blue")).isEqualTo(Colour.DARK_BLUE);
        assertThat(read(FLAG, "true")).isTrue();
        assertThat(read(FILE, "a/b")).hasValue(Path.of("a/b"));
        assertThat(read(FILE, "")).isEmpty();
    }

    @Test
    void refuses_to_be_programmed_wrongly() {
        assertThatThrownBy(() -> new Setting<>("Users.Port", Kind.port(), "1", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Setting<>("port", Kind.port(), "x", ""))
                .isInstanceOf(IllegalArgumentException.class);
        var reader = new SettingsReader(SettingSources.none(), List.of(PORT));
        assertThatThrownBy(() -> reader.get(MOST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SettingsReader(SettingSources.none(), List.of(PORT, PORT)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
