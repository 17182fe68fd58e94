package galaxy.chassis.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import galaxy.chassis.settings.SettingsException;
import galaxy.contracts.Role;
import galaxy.kernel.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallersTest {
    /** SHA-256 of {@code abc}, the first test vector of FIPS 180-4. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final String OTHER = "0".repeat(64);

    @TempDir
    private Path folder;

    private Callers file(String text) throws IOException {
        var path = Files.writeString(folder.resolve("callers"), text);
        return Callers.read(new CallersSettings(Optional.of(path), Optional.empty()));
    }

    private static Callers inline(String text) {
        return Callers.read(new CallersSettings(Optional.empty(), Optional.of(Secret.of(text))));
    }

    private static Principal sender(Callers callers, String... authorizations) {
        return callers.authenticate(name -> name.equals("authorization") ? List.of(authorizations) : List.of());
    }

    @Test
    void knows_a_caller_by_its_token() throws IOException {
        var callers =
                file("\uFEFF# who may call\n\n gateway-1 = gateway:" + ABC.toUpperCase(java.util.Locale.ROOT) + " \n");
        assertThat(sender(callers, "Bearer abc")).isEqualTo(new Caller("gateway-1", Role.GATEWAY));
        assertThat(sender(callers, "Bearer abd")).isEqualTo(new Anonymous());
        assertThat(sender(callers, "Bearer " + ABC)).isEqualTo(new Anonymous());
        assertThat(sender(callers, "Bearer abc", "Bearer abc")).isEqualTo(new Anonymous());
        assertThat(callers.admit(Access.only(Role.GATEWAY), new Anonymous())).isEqualTo(Admission.UNAUTHENTICATED);
        assertThat(callers.admit(Access.only(Role.GATEWAY), new SignedIn() {})).isEqualTo(Admission.PERMISSION_DENIED);
    }

    @Test
    void joins_both_places_and_lets_a_name_have_two_tokens() throws IOException {
        var path = Files.writeString(folder.resolve("callers"), "auth-1=auth:" + OTHER);
        var callers = Callers.read(
                new CallersSettings(Optional.of(path), Optional.of(Secret.of("auth-1=auth:" + ABC + ";"))));
        assertThat(sender(callers, "Bearer abc")).isEqualTo(new Caller("auth-1", Role.AUTH));
    }

    @Test
    void reports_every_line_that_does_not_fit_and_shows_no_digest() {
        var lines =
                "a=gateway:" + ABC + ";a=auth:" + OTHER + ";b=root:" + OTHER + ";c=geo:12;d=geo:" + ABC + ";nonsense";
        var problems = catchThrowableOfType(SettingsException.class, () -> inline(lines))
                .problems();
        assertThat(problems).hasSize(5).noneMatch(p -> p.contains(ABC) || p.contains(OTHER));
        assertThat(problems.get(0)).contains("entry 2", "another role");
        assertThat(problems.get(1)).contains("entry 3", "gateway, auth, lobby, geo, billing, admin");
        assertThat(problems.get(2)).contains("entry 4", "64");
        assertThat(problems.get(3)).contains("entry 5", "another entry");
        assertThat(problems.get(4)).contains("entry 6");
    }

    @Test
    void a_file_without_a_caller_is_a_mistake_and_not_an_open_service() {
        assertThat(catchThrowableOfType(SettingsException.class, () -> file("# none\n"))
                        .problems())
                .singleElement()
                .asString()
                .contains("no caller in it");
    }

    @Test
    void a_file_that_cannot_be_read_is_reported_with_the_reason() throws IOException {
        Path latin = Files.write(folder.resolve("latin"), "# one\n# j\u00f6rg\n".getBytes(StandardCharsets.ISO_8859_1));
        Map<Path, String> reasons = Map.of(
                folder.resolve("none"),
                "there is no such file or folder",
                folder,
                "it is a folder",
                latin,
                "line 2 is not UTF-8",
                Path.of("/dev/zero"),
                "it is longer than 16 MiB");
        reasons.forEach((file, reason) -> {
            var settings = new CallersSettings(Optional.of(file), Optional.empty());
            assertThat(catchThrowableOfType(SettingsException.class, () -> Callers.read(settings))
                            .problems())
                    .singleElement()
                    .asString()
                    .contains("callers.file: " + file + " cannot be read (" + reason + ")");
        });
    }
}
