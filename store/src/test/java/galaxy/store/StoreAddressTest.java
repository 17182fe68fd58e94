package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import java.util.List;
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
                    redis://galaxy:hunter2@a.example:7000,b:7001        | a.example:7000,b:7001
                    rediss://a.example:7000,b.example:7001,c:1          | a.example:7000,b.example:7001,c:1
                    redis-socket:///run/redis.sock                      | /run/redis.sock
                    redis-socket://hunter2@/run/redis.sock              | /run/redis.sock
                    redis-cluster://a.example:7000                      | cluster of a.example:7000
                    redis-cluster://a.example:7000,b.example:7001       | cluster of a.example:7000,b.example:7001
                    redis-cluster://u:hunter2@a.example:7000,b:7001     | cluster of a.example:7000,b:7001
                    rediss-cluster://u:hunter2@a.example:7000,b:7001    | cluster of a.example:7000,b:7001
                    redis-sentinel://a.example:1,b:2/main               | main of the sentinels a.example:1,b:2
                    rediss-sentinel://u:hunter2@a.example:1/main        | main of the sentinels a.example:1
                    """)
    void reads_every_form_and_shows_it_without_the_login(String uri, String display) {
        var address = StoreAddress.parse(uri);
        assertThat(address.display()).isEqualTo(display);
        assertThat(address.cluster()).isEqualTo(uri.contains("-cluster"));
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
    void gives_a_master_and_its_replicas_the_login_and_tls() {
        var nodes = StoreAddress.parse("rediss://galaxy:p%40s%2C@a:7000,b:7001").nodes();
        assertThat(nodes).hasSize(2).allSatisfy(node -> {
            assertThat(login(node).getUsername()).isEqualTo("galaxy");
            assertThat(login(node).getPassword()).containsExactly("p@s,".toCharArray());
            assertThat(node.isSsl()).isTrue();
        });
    }

    @Test
    void knows_tls_by_the_scheme() {
        assertThat(StoreAddress.parse("rediss://h").nodes().getFirst().isSsl()).isTrue();
        assertThat(StoreAddress.parse("redis://h").nodes().getFirst().isSsl()).isFalse();
        assertThat(StoreAddress.parse("rediss-cluster://h:1,i:2").nodes()).allMatch(RedisURI::isSsl);
        var master =
                StoreAddress.parse("rediss-sentinel://h:1,i:2/main").nodes().getFirst();
        assertThat(master.isSsl()).isTrue();
        assertThat(master.getSentinels()).hasSize(2).allMatch(RedisURI::isSsl);
    }

    @Test
    void gives_the_master_behind_sentinels_the_login_and_them_none() {
        var master = StoreAddress.parse("redis-sentinel://galaxy:p%40s@a:1,b:2/main")
                .nodes()
                .getFirst();
        assertThat(login(master).getUsername()).isEqualTo("galaxy");
        assertThat(login(master).getPassword()).containsExactly("p@s".toCharArray());
        assertThat(master.getSentinelMasterId()).isEqualTo("main");
        assertThat(master.getSentinels())
                .allSatisfy(
                        sentinel -> assertThat(login(sentinel).hasPassword()).isFalse());
    }

    @Test
    void says_how_to_write_what_has_a_meaning_of_its_own() {
        for (String raw : List.of("redis://:p@hunter2@h", "redis://:p#hunter2@h", "redis://:p/hunter2@h")) {
            assertThatThrownBy(() -> StoreAddress.parse(raw))
                    .hasMessageContaining("percent-encoded (%40 for @)")
                    .message()
                    .doesNotContain(PASSWORD);
        }
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
                "redis-sentinel://hunter2@h:1",
                "redis-sentinel://hunter2@h:1/",
                "redis-sentinel://hunter2@h/main",
                "redis-sentinel://:p@hunter2@h:1/main",
                "redis-cluster://:p@hunter2@h:1",
                "redis://:hunter2@h,i",
                "redis://:hunter2@h:1,i",
                "redis://:hunter2@h:1,",
                "redis://:hunter2@h:1,i:2/0",
                "redis://:p@hunter2@h:1,i:2",
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
