package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.GoldenFiles;
import galaxy.testkit.Topology;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The hashes of the store itself, field by field. */
class StoredHashesIT {
    private static final GoldenFiles GOLDEN = new GoldenFiles(StoredHashesIT.class);

    @Test
    void the_store_has_a_format_and_a_secret() {
        try (NameFixture fixture = new NameFixture(Topology.STAND_ALONE.freshUri())) {
            fixture.at.shared();
            Map<String, String> fields = hash(fixture, StoreSecret.KEY);
            assertThat(fields.put("secret", "44 characters")).matches("[A-Za-z0-9+/]{43}=");
            // A start makes the format of now of an earlier one.
            check("store", fields, text -> text.replace("format=3", "format=4"));
        }
    }

    @Test
    void a_bucket_has_the_number_of_its_newest_claim_and_the_policy_of_its_keys() {
        try (NameFixture fixture = new NameFixture(Topology.STAND_ALONE.freshUri())) {
            fixture.names.policies().prepare(false);
            fixture.create("a", "nova");
            Bucket bucket = NameFixture.bucketOf("nova");
            Map<String, String> fields = hash(fixture, TestStore.SPACE.claimNumber(bucket));
            assertThat(fields.put("policy", "the policy")).isNotEmpty();
            check("claim-number", fields, text -> text);
        }
    }

    private static void check(String name, Map<String, String> fields, UnaryOperator<String> read) {
        GOLDEN.check(name, fields.toString(), fields::toString, read);
    }

    private static Map<String, String> hash(NameFixture fixture, String key) {
        Map<String, String> fields = new TreeMap<>();
        fixture.at
                .redis
                .call("hash", commands -> commands.hgetall(key))
                .forEach((field, value) -> fields.put(field, new String(value, StandardCharsets.UTF_8)));
        return fields;
    }
}
