package galaxy.client.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.client.Examples;
import galaxy.client.InvalidResponseException;
import galaxy.client.transport.JsonFields;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class ResponsesTest {
    private static final UserId PILOT = UserId.of("usr_3w8n1f6m0c5r9k2t7x4y8z1q6d");

    @ParameterizedTest
    @ValueSource(strings = {"Account", "AccountRenamed"})
    void reads_and_writes_an_account_of_the_contract(String example) {
        assertThat(UsersJson.account(Decode.account(Examples.USERS.fields(example))))
                .isEqualTo(Examples.USERS.of(example));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Eligibility", "EligibilityExplained", "EligibilityUnknown"})
    void reads_and_writes_eligibility_of_the_contract(String example) {
        assertThat(UsersJson.eligibility(Decode.eligibility(Examples.USERS.fields(example))))
                .isEqualTo(Examples.USERS.of(example));
    }

    @Test
    void reads_and_writes_the_standing_of_the_contract() {
        assertThat(StandingJson.standing(StandingJson.read(Examples.USERS.fields("Standing"))))
                .isEqualTo(Examples.USERS.of("Standing"));
        ObjectNode free = (ObjectNode) Examples.USERS.of("Standing").deepCopy();
        free.putNull("email_block").putArray("past_sanctions");
        assertThat(StandingJson.standing(StandingJson.read(fields(free)))).isEqualTo(free);
    }

    @Test
    void reads_a_sanction_of_a_service_of_an_earlier_version_without_its_reference() {
        ObjectNode state = (ObjectNode) Examples.USERS.of("SanctionState").deepCopy();
        ((ObjectNode) state.at("/active_sanctions/0")).remove("reference");
        assertThat(Decode.sanctionState(fields(state)).sanctions().getFirst().reference())
                .isEmpty();
    }

    @Test
    void reads_and_writes_the_responses_to_commands_of_the_contract() {
        assertThat(UsersJson.state(Decode.entitlementState(Examples.USERS.fields("EntitlementPaid"))))
                .isEqualTo(Examples.USERS.of("EntitlementPaid"));
        assertThat(UsersJson.state(Decode.sanctionState(Examples.USERS.fields("SanctionState"))))
                .isEqualTo(Examples.USERS.of("SanctionState"));
        assertThat(UsersJson.state(Decode.limitState(Examples.USERS.fields("LimitState"))))
                .isEqualTo(Examples.USERS.of("LimitState"));
    }

    @Test
    void reads_and_writes_histories_of_the_contract() {
        assertThat(Examples.USERS.fields("EntitlementPeriods").list("items", Decode::period))
                .extracting(UsersJson::period)
                .containsExactly(
                        (ObjectNode) Examples.USERS.of("EntitlementPeriods").at("/items/0"));
        assertThat(Examples.USERS.fields("SanctionRecords").list("items", Decode::sanctionRecord))
                .extracting(UsersJson::sanction)
                .containsExactly(
                        (ObjectNode) Examples.USERS.of("SanctionRecords").at("/items/0"));
        assertThat(Examples.USERS.fields("LimitRecords").list("items", Decode::limitRecord))
                .extracting(UsersJson::limit)
                .containsExactly((ObjectNode) Examples.USERS.of("LimitRecords").at("/items/0"));
    }

    @Test
    void reads_and_writes_a_block_of_an_address() {
        List<EmailBlock> blocks = Examples.USERS.fields("UserBlocks").list("items", Decode::emailBlock);
        assertThat(blocks).extracting(UsersJson::block).containsExactly((ObjectNode)
                Examples.USERS.of("UserBlocks").at("/items/0"));
        assertThat(blocks)
                .containsExactly(new EmailBlock(
                        "blk_1v9q4z7k2m8c5x0t6r3n1w4d7f",
                        EmailAddress.of("pilot@example.com"),
                        ReasonCode.of("chargeback"),
                        Optional.of(new Actor("service", Optional.empty())),
                        Instant.parse("2026-03-01T12:00:00Z"),
                        Optional.of(Instant.parse("2026-04-01T12:00:00Z")),
                        Optional.empty()));
    }

    @Test
    void reads_every_result_of_the_sign_in_routes() {
        assertThat(Decode.resolution(Examples.USERS.fields("ResolutionExisting")))
                .isEqualTo(new Resolution.Existing(PILOT));
        assertThat(Decode.resolution(Examples.USERS.fields("ResolutionCreatable")))
                .isEqualTo(new Resolution.Creatable());
        assertThat(Decode.resolution(Examples.USERS.fields("ResolutionBlocked")))
                .isEqualTo(new Resolution.Blocked(Optional.of(PILOT), ReasonCode.of("chargeback")));
        assertThat(Decode.ensured(Examples.USERS.fields("EnsureCreated"))).isEqualTo(new EnsureResult.Created(PILOT));
        assertThat(Decode.ensured(Examples.USERS.fields("EnsureExisting"))).isEqualTo(new EnsureResult.Existing(PILOT));
        assertThat(Decode.ensured(Examples.USERS.fields("EnsureBlocked")))
                .isEqualTo(new EnsureResult.Blocked(Optional.empty(), ReasonCode.of("chargeback")));
        assertThat(Decode.blocking(Examples.USERS.fields("EmailBlocked")))
                .isEqualTo(new BlockResult.Blocked(
                        Optional.empty(),
                        Optional.of("blk_1v9q4z7k2m8c5x0t6r3n1w4d7f"),
                        Optional.of(Instant.parse("2026-04-01T12:00:00Z"))));
        assertThat(Decode.unblocking(Examples.USERS.fields("EmailUnblocked")))
                .isEqualTo(new UnblockResult.Unblocked(Optional.of(PILOT)));
        assertThat(Decode.country(Examples.USERS.fields("Country")))
                .isEqualTo(new DeclaredCountry(PILOT, "DE", Instant.parse("2026-03-05T09:30:00Z")));
    }

    @Test
    void ignores_fields_and_keeps_codes_that_are_newer_than_the_client() {
        ObjectNode account = (ObjectNode) Examples.USERS.of("Account").deepCopy();
        account.put("star_sign", "leo").putObject("nested").put("more", 1);
        ((ObjectNode) account.path("entitlement")).put("plan_code", "paid_eternal");
        assertThat(Decode.account(fields(account)).entitlement().plan()).isEqualTo(Plan.of("paid_eternal"));
    }

    @ParameterizedTest
    @CsvSource({
        "/email, 5, email is not a string",
        "/user_id, '\"usr_x\"', user_id is not a user id",
        "/entitlement/is_paid, '\"yes\"', entitlement.is_paid is not true or false",
        "/entitlement/starts_at, '\"yesterday\"', entitlement.starts_at is not a time",
        "/effective_limits/3/value, 1.5, effective_limits[3].value is not an integer",
        "/effective_limits/3/value, 99999999999, effective_limits[3].value is not an integer",
        "/effective_limits/1, true, effective_limits[1] is not an object",
        "/active_sanctions, null, active_sanctions is not an array",
        "/created_at, null, created_at is not a time",
    })
    void names_a_required_field_of_the_wrong_type_by_its_path(String place, String value, String problem) {
        JsonNode account = Examples.USERS.of("Account").deepCopy();
        int slash = place.lastIndexOf('/');
        JsonNode parent = account.at(place.substring(0, slash));
        JsonNode json = JsonMapper.builder().build().readTree(value);
        String name = place.substring(slash + 1);
        if (parent instanceof ObjectNode object) {
            object.set(name, json);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), json);
        }
        assertThatThrownBy(() -> Decode.account(fields(account)))
                .isInstanceOf(InvalidResponseException.class)
                .hasMessage("The response breaks the contract: " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pilot@example.com", "[]", "{\"email\": pilot@example.com}", "null", "{"})
    void rejects_a_body_that_is_not_a_json_object_without_quoting_it(String body) {
        assertThatThrownBy(() -> JsonFields.parse(body))
                .isInstanceOf(InvalidResponseException.class)
                .hasNoCause()
                .hasMessageNotContaining("pilot");
    }

    private static JsonFields fields(JsonNode node) {
        return JsonFields.parse(node.toString());
    }
}
