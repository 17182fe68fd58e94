package galaxy.app.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import galaxy.contracts.gateway.v1.SessionList;
import galaxy.contracts.gateway.v1.UserSettingsUpdate;
import galaxy.kernel.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProtoJsonTest {
    @Test
    void takes_the_names_of_the_contract_and_those_of_json() throws InvalidProtocolBufferException {
        byte[] bytes = ProtoJson.parse(
                        "{\"preferred_language\":\"de\",\"timeZone\":\"UTC\"}", UserSettingsUpdate.getDefaultInstance())
                .orElseThrow();
        assertThat(UserSettingsUpdate.parseFrom(bytes))
                .isEqualTo(UserSettingsUpdate.newBuilder()
                        .setPreferredLanguage("de")
                        .setTimeZone("UTC")
                        .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                    | is not JSON",
                "{time_zone:\"UTC\"}                  | is not JSON",
                "{\"time_zone\":\"UTC\"} x             | is not JSON",
                "{\"time_zone\":\"A\",\"time_zone\":\"B\"} | is not JSON",
                "[]                                   | is not a JSON object",
                "null                                 | is not a JSON object",
                "{\"tme_zone\":\"UTC\"}                | did you mean time_zone?",
                "{\"time_zone\":[]}                    | has a value of another type",
            })
    void says_what_is_wrong(String json, String rule) {
        assertThat(ProtoJson.parse(json, UserSettingsUpdate.getDefaultInstance()))
                .isInstanceOfSatisfying(
                        Parsed.Invalid.class,
                        invalid -> assertThat(invalid.reason().toString()).contains(rule));
    }

    @Test
    void says_that_a_message_has_no_fields() {
        assertThat(ProtoJson.parse("{\"all\":true}", SessionList.getDefaultInstance()))
                .isEqualTo(new Parsed.Invalid<>("has the unknown field all; there is none"));
    }
}
