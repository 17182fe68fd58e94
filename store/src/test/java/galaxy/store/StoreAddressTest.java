package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressTest {
    private static final String PASSWORD = "hunter2";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    redis://redis.example                               | redis.example:6379
                    redis://redis.example:7000                          | redis.example:7000
                    redis://:hunter2@redis.example:7000                 | redis.example:7000
                    rediss://galaxy:hunter2@redis.example:7000          | redis.example:7000
                    redis-socket:///run/redis.sock                      | /run/redis.sock
                    redis-socket://hunter2@/run/redis.sock              | /run/redis.sock
                    redis-cluster://a.example:7000                      | cluster of a.example:7000
                    redis-cluster://a.example:7000,b.example:7001       | cluster of a.example:7000,b.example:7001
                    redis-cluster://u:hunter2@a.example:7000,b:7001     | cluster of a.example:7000,b:7001
                    """)
    void reads_every_form_and_shows_it_without_the_login(String uri, String display) {
        var address = StoreAddress.parse(uri);
        assertThat(address.display()).isEqualTo(display);
        assertThat(address.cluster()).isEqualTo(uri.startsWith("redis-cluster"));
        assertThat(address.toString()).doesNotContain(PASSWORD);
    }

    @Test
    void gives_every_node_of_a_cluster_the_login() {
        var nodes = StoreAddress.parse("redis-cluster://galaxy:p%40s%3As%2C@a:7000,b:7001")
                .nodes();
        assertThat(nodes).hasSize(2).allSatisfy(node -> {
            assertThat(login(node).getUsername()).isEqualTo("galaxy");
            assertThat(login(node).getPassword()).containsExactly("p@s:s,".toCharArray());
        });
    }

    @Test
    void knows_tls_by_the_scheme() {
        assertThat(StoreAddress.parse("rediss://h").nodes().getFirst().isSsl()).isTrue();
        assertThat(StoreAddress.parse("redis://h").nodes().getFirst().isSsl()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "redis://",
                "http://:hunter2@h",
                "REDIS://:hunter2@h",
                "redis-sentinel://hunter2@h:1?sentinelMasterId=m",
                "redis://:hunter2@h:70000",
                "redis://:hunter2@h:seven",
                "redis-cluster://:hunter2@h",
                "redis-cluster://:hunter2@h:",
                "redis-cluster://:hunter2@h:1,",
                "redis-cluster://:hunter2@h:1,:2",
                "redis-cluster://:hunter2@h:1/0",
                "redis-cluster://:hunter2@h:99999"
            })
    void refuses_anything_else_without_repeating_it(String uri) {
        assertThatThrownBy(() -> StoreAddress.parse(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not an address of Redis; write redis://")
                .hasNoCause()
                .message()
                .doesNotContain(PASSWORD);
    }

    private static RedisCredentials login(RedisURI node) {
        return node.getCredentialsProvider().resolveCredentials().block();
    }
}
