package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.Contact;
import galaxy.client.connections.LinkToken;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.TempFolder;
import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RestClient;
import galaxy.testkit.http.RestClient.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A data folder that commit 0ee60d3 wrote, from before shards, names of markers and two keys of a name; and what that commit
 * responded about it.
 */
final class EarlierDataIT {
    /** A sanction of this user ended while nothing ran. */
    private static final String SANCTION_ENDED = "pilot010@example.com";

    private static final String COUNTRY = "declared_country=DE";

    private static final int WRITERS = 4;

    private final TempFolder folder = TempFolder.make();
    private final JsonNode responses = responses();
    private final Set<String> before = new TreeSet<>();
    private final Set<String> written = new ConcurrentSkipListSet<>();
    private final Set<String> writtenPaid = new ConcurrentSkipListSet<>();
    private volatile GalaxyInstance galaxy = new GalaxyInstance(List.of());
    private volatile boolean enough;

    @BeforeEach
    void unpack() throws IOException {
        responses
                .path("accounts")
                .forEach(each -> before.add(each.path("user_id").asString()));
        try (ZipInputStream zip = new ZipInputStream(resource("data.zip"))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.path().resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    @AfterEach
    void close() {
        enough = true;
        galaxy.close();
        folder.close();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(EarlierDataIT.class.getResourceAsStream("before/" + name), name);
    }

    private static JsonNode responses() {
        return RestClient.JSON.readTree(resource("responses.json"));
    }

    private UsersCaller users() {
        return UsersCaller.of(galaxy);
    }

    private void start() throws InterruptedException {
        galaxy = GalaxyInstance.serve("data.dir=" + folder.path(), "redis.timeout=5s");
    }

    @Test
    void is_read_indexed_again_and_served() throws Exception {
        start();
        // Behind open ports: from the first response on no user is missing.
        for (int round = 0; round < 5; round++) {
            isAsItWas();
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(galaxy.jvm().lines())
                        .anyMatch(line -> line.contains("embedded, data in " + folder.path()))
                        .noneMatch(line -> line.contains("(new)"))
                        .anyMatch(line -> line.contains("all users are indexed again"))
                        .anyMatch(line -> line.contains("all users are given their new keys")));
        isAsItWas();
        connectionsAreAsTheyWere();
        changes();
    }

    /** Under load: nor is a user missing from any page who was created meanwhile. */
    @Test
    void kills_of_the_first_starts_lose_nothing() throws Exception {
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int writer = 0; writer < WRITERS; writer++) {
                    String name = "meanwhile-" + writer + "-";
                    writers.execute(() -> write(name));
                }
                for (int kill = 0; kill < 3; kill++) {
                    start();
                    int before = written.size();
                    isAsItWas();
                    await().until(() -> written.size() > before + WRITERS);
                    galaxy.close();
                }
                start();
                isAsItWas();
            } finally {
                enough = true;
            }
        }
        isAsItWas();
        connectionsAreAsTheyWere();
        changes();
    }

    /** Creates users, every other one with a plan; a request that a kill ends may have done that or not. */
    private void write(String name) {
        for (int i = 0; !enough; i++) {
            Reply created = users().ensure(name + i + "@example.com");
            if (created.isOk()) {
                String id = created.text("user_id");
                written.add(id);
                if (i % 2 == 0 && users().grant(id).isOk()) {
                    writtenPaid.add(id);
                }
            }
        }
    }

    /** Sanctions had none. */
    private static JsonNode withoutReferences(JsonNode response) {
        for (String list : List.of("active_sanctions", "items")) {
            response.path(list).forEach(each -> ((ObjectNode) each).remove("reference"));
        }
        return response;
    }

    private void isAsItWas() {
        List<String> all = new ArrayList<>();
        List<String> paid = new ArrayList<>();
        List<String> german = new ArrayList<>();
        for (JsonNode before : responses.path("accounts")) {
            String id = before.path("user_id").asString();
            JsonNode now = users().account(id).json();
            if (before.path("email").asString().equals(SANCTION_ENDED)) {
                assertThat(now.path("active_sanctions")).isEmpty();
            } else {
                assertThat(withoutReferences(now)).isEqualTo(before);
            }
            all.add(id);
            if (before.path("entitlement").path("is_paid").asBoolean()) {
                paid.add(id);
            }
            if (before.path("declared_country").asString("").equals("DE")) {
                german.add(id);
            }
        }
        lists("", all, written);
        lists("paid_state=paid", paid, writtenPaid);
        lists(COUNTRY, german, Set.of());
        responses
                .path("histories")
                .forEachEntry((path, before) -> assertThat(
                                withoutReferences(users().get("/users/" + path).json()))
                        .isEqualTo(before));
    }

    private void lists(String filter, List<String> ids, Set<String> since) {
        Set<String> expected = new TreeSet<>(since);
        expected.addAll(ids);
        Set<String> found = new TreeSet<>();
        String token = "";
        do {
            JsonNode page = users().get("/users?page_size=200" + (filter.isEmpty() ? "" : "&" + filter) + token)
                    .json();
            page.path("items").forEach(each -> found.add(each.path("user_id").asString()));
            token = "&page_token=" + page.path("next_page_token").asString("");
        } while (!token.equals("&page_token="));
        assertThat(found).as(filter).containsAll(expected);
        found.retainAll(before);
        assertThat(found).as(filter).isEqualTo(new TreeSet<>(ids));
    }

    private void connectionsAreAsTheyWere() {
        try (ConnectionsClient client = ConnectionsClient.of(ConnectionsSettings.of(galaxy.connections()))) {
            for (int player = 0; player < 3; player++) {
                assertThat(client.lookupUserProfile(Username.of("veteran_" + player))
                                .orElseThrow()
                                .userId())
                        .isEqualTo(UserRef.of("player-" + player));
            }
            assertThat(client.contacts(UserRef.of("player-0")).map(Contact::contact))
                    .containsExactly(UserRef.of("player-1"), UserRef.of("player-2"));
            assertThat(client.contacts(UserRef.of("player-1")).map(Contact::contact))
                    .containsExactly(UserRef.of("player-0"), UserRef.of("player-2"));
            assertThat(client.contactLinks(UserRef.of("player-2")))
                    .singleElement()
                    .satisfies(link -> {
                        assertThat(link.usage().count()).isEqualTo(1);
                        assertThat(link.token())
                                .isEqualTo(LinkToken.of(responses.path("link").asString()));
                    });
        }
    }

    /** What is written now is written as by any user of now. */
    private void changes() {
        String id = responses.path("accounts").get(11).path("user_id").asString();
        await().untilAsserted(() ->
                assertThat(users().rename(id, "Renamed Now").isOk()).isTrue());
        assertThat(users().grant(id).isOk()).isTrue();
        String created = users().ensure("new-here@example.com").text("user_id");
        assertThat(users().account(created).isOk()).isTrue();
    }
}
