package galaxy.client.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.contracts.SigningInput;
import galaxy.kernel.Parsed;
import galaxy.kernel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceKeyTest {
    /** RFC 8032, 7.1, TEST 1. */
    private static final String SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final String PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    /** The worked example of the contract. */
    private static final String REQUEST =
            "0a1e6476735f3031323334353637383961626364656667686a6b6d6e707172731213757365722e70726f66696c652e"
                    + "7570646174651a057265712d312080d9c3e6ab332a0c0a0a4e6f76612050696c6f74";

    private static final String SIGNATURE = "4e42a581863ad7453eb25c56b135ad3c394f59dcad561ceacc72ab604ea6127b"
            + "348bf77e617c44c91bbea55ebf1244180bac4c5b70be3c7f312370aabc071308";

    @TempDir
    private Path folder;

    private static String base64(String hex) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(hex));
    }

    private static DeviceKey known() {
        return DeviceKey.of(base64(PUBLIC), Secret.of(base64(SEED))).orElseThrow();
    }

    @Test
    void signs_the_example_of_the_contract() {
        byte[] signature = known().sign(SigningInput.of(HexFormat.of().parseHex(REQUEST)));
        assertThat(HexFormat.of().formatHex(signature)).isEqualTo(SIGNATURE);
    }

    @Test
    void a_new_key_is_another_each_time_and_is_the_same_after_it_was_written() throws IOException {
        DeviceKey key = DeviceKey.generate();
        assertThat(key.publicKey())
                .hasSize(43)
                .isNotEqualTo(DeviceKey.generate().publicKey());
        Path file = folder.resolve("new").resolve("key.json");
        key.write(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        DeviceKey read = DeviceKey.read(file);
        assertThat(read.publicKey()).isEqualTo(key.publicKey());
        assertThat(read.sign(new byte[] {1})).isEqualTo(key.sign(new byte[] {1}));
        try (Stream<Path> files = Files.list(file.resolveSibling("."))) {
            assertThat(files).as("nothing else is left").hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rw--w----", "rwx--x---"})
    void is_refused_where_others_can_reach_the_file(String permissions) throws IOException {
        Path file = folder.resolve("key.json");
        DeviceKey.generate().write(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(() -> DeviceKey.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"public_key\":1,\"private_key\":2}", "null"})
    void is_refused_where_the_file_has_none(String content) {
        assertThatThrownBy(() -> DeviceKey.parse(content)).isInstanceOf(IOException.class);
    }

    @Test
    void two_halves_of_different_keys_are_none_and_neither_is_what_is_no_key() {
        Secret seed = Secret.of(base64(SEED));
        assertThat(DeviceKey.of(DeviceKey.generate().publicKey(), seed)).isInstanceOf(Parsed.Invalid.class);
        assertThat(DeviceKey.of(base64("ff".repeat(32)), seed)).isInstanceOf(Parsed.Invalid.class);
        assertThat(DeviceKey.of(base64("00".repeat(31)), seed)).isInstanceOf(Parsed.Invalid.class);
        assertThat(DeviceKey.of(base64(PUBLIC), Secret.of("+/=="))).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void has_no_private_half_in_its_text() {
        assertThat(known()).asString().contains(base64(PUBLIC)).doesNotContain(base64(SEED));
    }
}
