package galaxy.auth.api;

import static galaxy.auth.api.Api.cookie;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.Callers;
import galaxy.kernel.Sha256;
import galaxy.testkit.StoreImage;
import galaxy.testkit.StorePage;
import galaxy.testkit.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/store.md} against a store that auth has filled, and what a reader of that store finds. */
class StoreReferenceIT {
    private static final String EMAIL = "dumped-pilot@example.com";
    private static final String IP = "203.0.113.77";
    private static final String CLIENT = "'client':{'ip':'" + IP + "','country':'DE'}";

    /** Every key in the store, and its Redis type. */
    private static final Map<String, String> STORED = new TreeMap<>();

    private static final List<String> CODES = new ArrayList<>();
    private static StoreImage image = Stored.image(Topology.STAND_ALONE);

    /** Without a relay that takes mail: a port on which nothing listens, so that mails stay undelivered. */
    @BeforeAll
    static void fill() throws IOException {
        Map<String, String> relay = Map.of(
                "auth.smtp.uri", "smtp://galaxy:relay-password@127.0.0.1:1",
                "auth.mail.from", "no-reply@example.com");
        try (var api = new Api(Topology.STAND_ALONE, Callers.none(), relay)) {
            String first = challenge(api);
            api.confirm(first, api.code(first), cookie(1)).ok();
            api.clock.advance(Duration.ofHours(1));
            String second = challenge(api);
            api.confirm(second, api.code(second), cookie(2)).ok();
            // The mails of before are over by now.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> api.get("/mail/undelivered").ok().path("items").size() == 1);
            challenge(api, "another-pilot@example.com");
            await().until(() -> !Stored.image(Topology.STAND_ALONE).strings().keySet().stream()
                    .filter(key -> key.endsWith("event-position"))
                    .toList()
                    .isEmpty());
            image = Stored.image(Topology.STAND_ALONE);
            STORED.putAll(StorePage.keysOf(Topology.STAND_ALONE.nodes().getFirst()));
        }
    }

    private static String challenge(Api api) {
        return challenge(api, EMAIL);
    }

    private static String challenge(Api api, String email) {
        String id = api.post("/sign-in/challenges", "{'email':'%s','locale':'en',%s}".formatted(email, CLIENT))
                .text("challenge_id");
        CODES.add(api.code(id));
        return id;
    }

    @Test
    void every_stored_key_is_described_with_its_type() throws IOException {
        assertThat(STORED).isNotEmpty();
        assertThat(StorePage.undescribed(STORED)).isEmpty();
    }

    @Test
    void every_described_key_of_auth_is_stored() throws IOException {
        assertThat(StorePage.rows().keySet())
                .filteredOn(row -> row.startsWith("auth:"))
                .hasSize(8)
                .allSatisfy(row ->
                        assertThat(STORED.keySet()).as("keys like %s", row).anyMatch(StorePage.matches(row)));
    }

    @Test
    void a_dump_has_no_code_no_key_of_codes_no_secret_and_no_network_address() {
        byte[] secret = "secret-1".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String all = all(image);
        assertThat(CODES).hasSize(3);
        assertThat(all)
                .contains(EMAIL)
                .doesNotContain(CODES)
                .doesNotContain(IP, "203.0.113")
                .doesNotContain("relay-password")
                .doesNotContain(
                        Base64.getEncoder().encodeToString(new byte[32]),
                        HexFormat.of().formatHex(new byte[32]))
                .doesNotContain(
                        "secret-1", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        assertThat(all)
                .as("of a cookie there is the digest")
                .contains(Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of("secret-1")));
    }

    @Test
    void an_address_is_only_where_it_is_needed() {
        image.strings().forEach((key, value) -> {
            if ((key + value).contains("dumped-pilot")) {
                assertThat(key).matches("users:.*|auth:\\{\\w+}:(challenge:chl_|mail:|sessions:usr_).*");
            }
        });
        assertThat(image.streams().toString()).doesNotContain("dumped-pilot");
        assertThat(image.sortedSets().entrySet().stream()
                        .filter(each -> each.getKey().startsWith("auth:")))
                .allSatisfy(each -> assertThat(each.toString()).doesNotContain("dumped-pilot"));
    }

    private static String all(StoreImage image) {
        return String.join(
                "\n",
                image.strings().toString(),
                image.lists().toString(),
                image.sortedSets().toString(),
                image.hashes().toString(),
                image.streams().toString());
    }
}
