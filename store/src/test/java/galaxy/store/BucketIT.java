package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.Servers;
import org.junit.jupiter.api.Test;

class BucketIT {

    @Test
    void each_bucket_lies_in_its_64_slots_by_the_count_of_the_server_itself() throws Exception {
        try (var node = Servers.cluster().nodes().getFirst().connect()) {
            for (var bucket : Bucket.all()) {
                var key = new Keyspace("users").key(bucket, "account", "usr_{1}");
                int slot = Integer.parseInt(node.call("CLUSTER", "KEYSLOT", key));
                assertThat(slot / 64).as(key).isEqualTo(bucket.number());
            }
        }
    }
}
