package galaxy.app.cli.connections;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.Terminal;
import galaxy.redis.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ConnectionsCommandsIT {
    private static final JsonMapper JSON = new JsonMapper();

    private static Terminal terminal;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        terminal = new Terminal();
    }

    @AfterAll
    static void stop() {
        terminal.close();
    }

    private static JsonNode json(Terminal.Ended ended) {
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.lines()).hasSize(1);
        return JSON.readTree(ended.out());
    }

    private Path tokenFile(JsonNode link) throws IOException {
        return Files.writeString(
                folder.resolve(link.get("link_id").stringValue()),
                link.get("token").stringValue() + "\n");
    }

    @Test
    void sets_and_finds_usernames() {
        assertThat(terminal.connections("username", "set", "u1", "Nova").out())
                .matches("(?s)user id +u1\\nusername +nova\\nsince \\(UTC\\) +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d\\n");
        assertThat(json(terminal.connections("username", "get", "u1", "--json"))
                        .get("username")
                        .stringValue())
                .isEqualTo("nova");
        assertThat(json(terminal.connections("username", "lookup", "NOVA", "--json"))
                        .get("user_id")
                        .stringValue())
                .isEqualTo("u1");
    }

    @Test
    void explains_a_refusal_and_ends_with_1() {
        terminal.connections("username", "set", "u2", "taken");
        Terminal.Ended taken = terminal.connections("username", "set", "u3", "taken");
        assertThat(taken.exitCode()).isEqualTo(1);
        assertThat(taken.out()).isEmpty();
        assertThat(taken.err()).contains("refused: USERNAME_TAKEN", "Choose another one.");
    }

    @Test
    void sets_profiles_with_and_without_the_username() {
        Terminal.Ended shown = terminal.connections("profile", "set", "u4", "--name", "Orion", "--bio", "Sees far");
        assertThat(shown.out()).containsPattern("username +-\\n").containsPattern("name +Orion\\n");
        JsonNode whole = json(terminal.connections(
                "profile",
                "set",
                "u4",
                "--name",
                "Orion",
                "--avatar",
                "ships/rocket",
                "--username",
                "orion",
                "--json"));
        assertThat(whole.get("avatar_asset_id").stringValue()).isEqualTo("rocket");
        assertThat(whole.get("bio").stringValue()).isEmpty();
        assertThat(json(terminal.connections("profile", "get", "u4", "--json"))).isEqualTo(whole);
        assertThat(json(terminal.connections("profile", "lookup", "ORION", "--json")))
                .isEqualTo(whole);
        Terminal.Ended half = terminal.connections("profile", "set", "u4", "--name", "Orion", "--avatar", "ships");
        assertThat(half.exitCode()).isEqualTo(2);
        assertThat(half.err()).contains("such as pilots/captain");
    }

    @Test
    void adds_lists_and_removes_contacts() {
        for (String contact : new String[] {"c", "a", "b"}) {
            assertThat(terminal.connections("contacts", "add", "u5", contact).exitCode())
                    .isZero();
        }
        assertThat(terminal.connections("contacts", "list", "u5").lines())
                .hasSize(4)
                .first()
                .asString()
                .startsWith("CONTACT");
        assertThat(terminal.connections("contacts", "list", "u5", "--json", "--limit", "2")
                        .lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("\"contact_user_id\":\"a\"");
        assertThat(terminal.connections("contacts", "remove", "u5", "a").exitCode())
                .isZero();
        assertThat(terminal.connections("contacts", "list", "u5", "--json").lines())
                .hasSize(2);
        assertThat(terminal.connections("contacts", "add", "u5", "u5").err()).contains("OWN_CONTACT");
    }

    @Test
    void creates_uses_and_revokes_a_link() throws IOException {
        JsonNode link = json(terminal.connections(
                "links",
                "create",
                "u6",
                "--for",
                "30d",
                "--max-uses",
                "2",
                "--label",
                " Team \u00E9 ",
                "--request-id",
                "r1",
                "--json"));
        assertThat(json(terminal.connections("links", "create", "u6", "--request-id", "r1", "--json")))
                .isEqualTo(link);
        String id = link.get("link_id").stringValue();
        assertThat(link.get("label").stringValue()).isEqualTo("Team \u00E9");
        assertThat(json(terminal.connections("links", "show", "u6", id, "--json")))
                .isEqualTo(link);
        assertThat(terminal.connections("links", "show", "u6", id).out()).containsPattern("label +Team \u00E9");
        assertThat(terminal.connections("links", "show", "u7", id).err()).contains("LINK_NOT_FOUND");
        String token = tokenFile(link).toString();
        assertThat(terminal.connections("links", "preview", token).out())
                .containsPattern("user id +u6")
                .containsPattern("link expires \\(UTC\\) +\\d{4}");
        Terminal.Ended used = terminal.connections("links", "consume", token, "u7", "--request-id", "r2");
        assertThat(used.out()).isEqualTo("u6 is on the list of u7" + System.lineSeparator());
        assertThat(terminal.connections("links", "consume", token, "u7", "--request-id", "r2")
                        .exitCode())
                .isZero();
        assertThat(terminal.connections("links", "consume", token, "u7").err()).contains("LINK_ALREADY_CONSUMED");
        assertThat(terminal.connections("links", "list", "u6").out()).contains("1 of 2", "Team \u00E9");
        assertThat(terminal.connections("links", "revoke", "u6", id).out()).containsPattern("revoked +\\d{4}");
        assertThat(terminal.connections("links", "events", "u6", id).lines())
                .hasSize(4)
                .last()
                .asString()
                .contains("REVOKED");
        assertThat(terminal.connections("links", "consume", token, "u8").err()).contains("LINK_REVOKED");
    }

    @Test
    void ends_with_69_without_a_service() {
        Terminal.Ended ended = Terminal.runAlone(
                "connections",
                "username",
                "get",
                "u1",
                "--timeout",
                "1",
                "--target",
                "127.0.0.1:" + LoopbackPorts.free());
        assertThat(ended.exitCode()).isEqualTo(69);
        assertThat(ended.err()).contains("--target").doesNotContain("\tat ");
    }

    @Test
    void ends_with_74_without_a_token_file() {
        assertThat(terminal.connections("links", "preview", "no-such-file").exitCode())
                .isEqualTo(74);
        assertThat(terminal.connections("username", "get", "u1", "--token-file", "no-such-file")
                        .exitCode())
                .isEqualTo(74);
    }
}
