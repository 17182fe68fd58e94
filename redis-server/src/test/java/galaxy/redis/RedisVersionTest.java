package galaxy.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisVersionTest {

    @Test
    void reads_what_redis_and_valkey_print() {
        assertThat(RedisVersion.fromOutput("Redis server v=7.0.15 sha=00000000:0 malloc=libc bits=64"))
                .contains(new RedisVersion(7, 0, 15));
        assertThat(RedisVersion.fromOutput("Valkey server v=8.1.1 sha=00000000:0 malloc=jemalloc"))
                .contains(new RedisVersion(8, 1, 1));
        assertThat(RedisVersion.fromOutput("command not found")).isEmpty();
    }

    @Test
    void compares_by_number_not_by_letter() {
        assertThat(new RedisVersion(7, 0, 15)).isGreaterThan(new RedisVersion(7, 0, 9));
        assertThat(new RedisVersion(10, 0, 0)).isGreaterThan(new RedisVersion(9, 9, 9));
    }

    @Test
    void supports_seven_and_later() {
        assertThat(new RedisVersion(6, 2, 14).isSupported()).isFalse();
        assertThat(new RedisVersion(7, 0, 0).isSupported()).isTrue();
        assertThat(new RedisVersion(8, 1, 0).isSupported()).isTrue();
    }
}
