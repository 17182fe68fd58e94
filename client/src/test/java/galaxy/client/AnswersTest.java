package galaxy.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class AnswersTest {
    private static final UserId PILOT = UserId.of("usr_3w8n1f6m0c5r9k2t7x4y8z1q6d");

    @ParameterizedTest
    @ValueSource(strings = {"Account", "AccountRenamed"})
    void an_account_is_read_and_written_as_the_contract_has_it(String example) {
        assertThat(UsersJson.account(Decode.account(Examples.fields(example)))).isEqualTo(Examples.of(example));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Eligibility", "EligibilityExplained", "EligibilityUnknown"})
    void eligibility_is_read_and_written_as_the_contract_has_it(String example) {
        assertThat(UsersJson.eligibility(Decode.eligibility(Examples.fields(example))))
                .isEqualTo(Examples.of(example));
    }

    @Test
    void the_answers_to_commands_are_read_and_written_as_the_contract_has_them() {
        assertThat(UsersJson.state(Decode.entitlementState(Examples.fields("EntitlementPaid"))))
                .isEqualTo(Examples.of("EntitlementPaid"));
        assertThat(UsersJson.state(Decode.sanctionState(Examples.fields("SanctionState"))))
                .isEqualTo(Examples.of("SanctionState"));
        assertThat(UsersJson.state(Decode.limitState(Examples.fields("LimitState"))))
                .isEqualTo(Examples.of("LimitState"));
    }

    @Test
    void histories_are_read_and_written_as_the_contract_has_them() {
        assertThat(Decode.page(Examples.fields("EntitlementPeriods"), Decode::period)
                        .items())
                .extracting(UsersJson::period)
                .containsExactly((ObjectNode) Examples.of("EntitlementPeriods").at("/items/0"));
        assertThat(Decode.page(Examples.fields("SanctionRecords"), Decode::sanctionRecord)
                        .items())
                .extracting(UsersJson::sanction)
                .containsExactly((ObjectNode) Examples.of("SanctionRecords").at("/items/0"));
        assertThat(Decode.page(Examples.fields("LimitRecords"), Decode::limitRecord)
                        .items())
                .extracting(UsersJson::limit)
                .containsExactly((ObjectNode) Examples.of("LimitRecords").at("/items/0"));
    }

    @Test
    void each_way_that_a_sign_in_can_go_has_a_case_of_its_own() {
        assertThat(Decode.resolution(Examples.fields("ResolutionExisting"))).isEqualTo(new Resolution.Existing(PILOT));
        assertThat(Decode.resolution(Examples.fields("ResolutionCreatable"))).isEqualTo(new Resolution.Creatable());
        assertThat(Decode.resolution(Examples.fields("ResolutionBlocked")))
                .isEqualTo(new Resolution.Blocked(Optional.of(PILOT), ReasonCode.of("chargeback")));
        assertThat(Decode.ensured(Examples.fields("EnsureCreated"))).isEqualTo(new Ensured.Created(PILOT));
        assertThat(Decode.ensured(Examples.fields("EnsureExisting"))).isEqualTo(new Ensured.Existing(PILOT));
        assertThat(Decode.ensured(Examples.fields("EnsureBlocked")))
                .isEqualTo(new Ensured.Blocked(Optional.empty(), ReasonCode.of("chargeback")));
        assertThat(Decode.blocking(Examples.fields("EmailBlocked"))).isEqualTo(new Blocking.Blocked(Optional.empty()));
        assertThat(Decode.unblocking(Examples.fields("EmailUnblocked")))
                .isEqualTo(new Unblocking.Unblocked(Optional.of(PILOT)));
        assertThat(Decode.country(Examples.fields("Country")))
                .isEqualTo(new DeclaredCountry(PILOT, "DE", Instant.parse("2026-03-05T09:30:00Z")));
    }

    @Test
    void fields_and_codes_that_are_newer_than_the_client_do_no_harm() {
        ObjectNode account = (ObjectNode) Examples.of("Account").deepCopy();
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
    void what_is_needed_and_does_not_fit_is_named_by_its_place(String place, String value, String problem) {
        JsonNode account = Examples.of("Account").deepCopy();
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
                .isInstanceOf(UnreadableAnswerException.class)
                .hasMessage("The answer does not fit the contract: " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pilot@example.com", "[]", "{\"email\": pilot@example.com}", "null", "{"})
    void what_is_no_json_object_is_refused_without_being_quoted(String body) {
        assertThatThrownBy(() -> Fields.parse(body))
                .isInstanceOf(UnreadableAnswerException.class)
                .hasNoCause()
                .hasMessageNotContaining("pilot");
    }

    private static Fields fields(JsonNode node) {
        return Fields.parse(node.toString());
    }
}
