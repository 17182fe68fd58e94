package galaxy.auth.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.Parsed;
import galaxy.kernel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodeKeysTest {
    private static final String CHALLENGE = "chl_0123456789abcdefghjkmnpqrs";
    private static final String ZEROS = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder = Path.of("unset");

    private static String code(List<CodeKey> keys) {
        Codes codes = new Codes(keys, 8);
        return codes.code(codes.newestKey(), CHALLENGE).orElseThrow();
    }

    @Test
    void a_list_has_the_newest_key_first() {
        List<CodeKey> keys =
                CodeKeys.parse(Secret.of("b:" + ZEROS + " , a.1:" + ZEROS)).orElseThrow();
        assertThat(keys).extracting(CodeKey::id).containsExactly("b", "a.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "k1",
                "k1:AAAA",
                "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,",
                "k 1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            })
    void another_text_is_refused_and_not_repeated(String text) {
        assertThat(CodeKeys.parse(Secret.of(text)))
                .isInstanceOfSatisfying(
                        Parsed.Invalid.class,
                        refused -> assertThat(refused.reason())
                                .doesNotContain("AAAA")
                                .containsPattern("write id:base64|give each key its own id"));
    }

    @Test
    void a_file_is_drawn_once_for_its_owner_alone() throws IOException {
        Path file = folder.resolve("data").resolve("auth-code-key");
        List<CodeKey> drawn = CodeKeys.ofFile(file, new Random(1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(code(CodeKeys.ofFile(file, new Random(2)))).isEqualTo(code(drawn));
        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_file_with_something_else_in_it_is_no_key() throws IOException {
        Path file = Files.writeString(folder.resolve("auth-code-key"), "secret");
        assertThatThrownBy(() -> CodeKeys.ofFile(file, new Random(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("delete it to draw another one")
                .hasMessageNotContaining("secret");
    }

    @Test
    void processes_that_start_at_once_have_one_key() throws Exception {
        Path file = folder.resolve("auth-code-key");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> codes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                var random = new Random(i);
                codes.add(threads.submit(() -> code(CodeKeys.ofFile(file, random))));
            }
            List<String> all = new ArrayList<>();
            for (Future<String> each : codes) {
                all.add(each.get());
            }
            assertThat(all.stream().distinct()).hasSize(1);
        }
    }
}
