package galaxy.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisExecutableIT {

    @TempDir
    Path folder;

    @Test
    void takes_the_newest_supported_server_on_the_path() throws IOException {
        program("a", "redis-server", "Redis server v=7.2.4 sha=0");
        program("a", "valkey-server", "Valkey server v=8.1.1 sha=0");
        program("b", "redis-server", "Redis server v=7.4.0 sha=0");

        var found = RedisExecutable.find(folder.resolve("a") + ":" + folder.resolve("b"), folder.resolve("cache"));

        assertThat(found.name()).isEqualTo("valkey-server");
        assertThat(found.version()).isEqualTo(new RedisVersion(8, 1, 1));
        assertThat(found.origin()).isEqualTo(RedisExecutable.Origin.ON_PATH);
        assertThat(found.describe()).contains("valkey-server 8.1.1").contains("the newest on the PATH");
    }

    /** As Debian has it: one program, which acts by the name that it is called by. */
    @Test
    void calls_a_server_that_is_a_symbolic_link_by_its_name() throws IOException {
        Path program = Files.createDirectories(folder.resolve("a")).resolve("redis-check-rdb");
        Files.writeString(
                program,
                "#!/bin/sh\ncase $0 in *redis-server) echo 'Redis server v=8.0.2 sha=0' ;; *) exit 1 ;; esac\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(program.resolveSibling("redis-server"), Path.of("redis-check-rdb"));

        var found = RedisExecutable.find(folder.resolve("a").toString(), folder.resolve("cache"));

        assertThat(found.origin()).isEqualTo(RedisExecutable.Origin.ON_PATH);
        assertThat(found.version()).isEqualTo(new RedisVersion(8, 0, 2));
        assertThat(found.path().getFileName()).hasToString("redis-server");
    }

    @Test
    void waits_for_a_server_that_is_slow_to_say_its_version() throws IOException {
        program("a", "redis-server", "Redis server v=8.0.2 sha=0", "sleep 3; ");

        assertThat(RedisExecutable.find(folder.resolve("a").toString(), folder.resolve("cache"))
                        .version())
                .isEqualTo(new RedisVersion(8, 0, 2));
    }

    @Test
    void unpacks_the_bundled_server_when_those_on_the_path_are_too_old_or_broken() throws IOException {
        program("a", "redis-server", "Redis server v=6.2.14 sha=0");
        program("b", "valkey-server", "Segmentation fault");

        var found = RedisExecutable.find(folder.resolve("a") + ":" + folder.resolve("b"), folder.resolve("cache"));

        assertThat(found.origin()).isEqualTo(RedisExecutable.Origin.BUNDLED);
        assertThat(found.path()).isExecutable().startsWith(folder.toRealPath().resolve("cache"));
        assertThat(found.describe()).contains("bundled").contains("security fixes");
    }

    @Test
    void keeps_the_unpacked_server_to_its_user_and_leaves_nothing_half_written() throws IOException {
        Path cache = folder.resolve("cache");
        RedisExecutable.find("", cache);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
        try (var files = Files.list(cache)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void unpacks_again_when_the_unpacked_file_is_damaged() throws IOException {
        Path cache = folder.resolve("cache");
        Path unpacked = RedisExecutable.find("", cache).path();
        long size = Files.size(unpacked);
        byte[] damaged = Files.readAllBytes(unpacked);
        damaged[1000] ^= 1;
        Files.write(unpacked, damaged);

        RedisExecutable.find("", cache);

        assertThat(Files.readAllBytes(unpacked)).hasSize((int) size).isNotEqualTo(damaged);
    }

    @Test
    void uses_the_unpacked_file_again() throws IOException {
        Path cache = folder.resolve("cache");
        var first = Files.getLastModifiedTime(RedisExecutable.find("", cache).path());

        assertThat(Files.getLastModifiedTime(RedisExecutable.find("", cache).path()))
                .isEqualTo(first);
    }

    @Test
    void says_where_it_could_not_unpack() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> RedisExecutable.find("", file.resolve("cache")))
                .isInstanceOf(RedisStartException.class)
                .hasMessageContaining("Cannot unpack the bundled redis-server into " + file);
    }

    private void program(String directory, String name, String output) throws IOException {
        program(directory, name, output, "");
    }

    private void program(String directory, String name, String output, String before) throws IOException {
        Path program = Files.createDirectories(folder.resolve(directory)).resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + before + "echo '" + output + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
