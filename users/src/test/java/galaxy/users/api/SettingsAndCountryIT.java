package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SettingsAndCountryIT extends OnEachTopology {
    private final TestUsers users = new TestUsers(api);

    @Test
    void one_setting_or_both_are_changed_and_the_account_is_answered() {
        String id = users.create();
        String now = api.advance(Duration.ofSeconds(1));
        JsonNode first = users.settings(id, "'preferred_language':'pt-br'").ok();
        assertThat(first.path("preferred_language").asString()).isEqualTo("pt-BR");
        assertThat(first.path("time_zone").asString()).isEqualTo("Europe/Berlin");
        assertThat(first.path("updated_at").asString()).isEqualTo(now);
        String later = api.advance(Duration.ofSeconds(1));
        Reply both = users.settings(id, "'preferred_language':'zh-hant-tw','time_zone':'Asia/Taipei'");
        assertThat(both.ok().path("preferred_language").asString()).isEqualTo("zh-Hant-TW");
        assertThat(both.ok().path("time_zone").asString()).isEqualTo("Asia/Taipei");
        assertThat(both.ok().path("updated_at").asString()).isEqualTo(later);
        api.get("/users/" + id).is(both.text());
    }

    @Test
    void what_changes_nothing_keeps_the_time_and_publishes_nothing() {
        String id = users.create();
        String account = api.get("/users/" + id).text();
        api.advance(Duration.ofSeconds(1));
        users.settings(id, "'preferred_language':'EN'").is(account);
        users.settings(id, "'preferred_language':'en','time_zone':'Europe/Berlin'")
                .is(account);
        assertThat(api.events().kindsOf(id)).doesNotContain("user.settings.changed updated");
    }

    @Test
    void settings_that_are_none_are_refused() {
        String id = users.create();
        users.settings(id, "").invalid("");
        for (String zone : List.of(
                "",
                "+02:00",
                "UTC+2",
                "GMT+2",
                "europe/berlin",
                "Europe/Berlin ",
                "Berlin",
                "SystemV/EST5",
                "Z",
                "Europe/\u0412erlin")) {
            users.settings(id, "\"time_zone\":" + Json.literal(zone)).invalid("time_zone");
        }
        for (String language : List.of(
                "",
                "e",
                "english-language",
                "xx",
                "en_US",
                "en-",
                "-en",
                "en--US",
                "qq-DE",
                "en-a",
                " en",
                "de-1901-1901",
                "\u0435n",
                "x".repeat(200))) {
            users.settings(id, "\"preferred_language\":" + Json.literal(language))
                    .invalid("preferred_language");
        }
        users.settings(id, "'preferred_language':'xx','time_zone':'Z'").invalid("preferred_language", "time_zone");
        assertThat(api.events().kindsOf(id)).hasSize(3);
    }

    @Test
    void unusual_settings_of_the_two_standards_are_taken() {
        String id = users.create();
        for (String zone : List.of("UTC", "Etc/GMT+12", "America/Argentina/ComodRivadavia", "GMT", "EST5EDT")) {
            assertThat(users.settings(id, "'time_zone':'" + zone + "'")
                            .ok()
                            .path("time_zone")
                            .asString())
                    .isEqualTo(zone);
        }
        for (String language : List.of("de-CH-1996", "sl-rozaj-biske", "en-u-ca-gregory", "es-419", "gsw")) {
            assertThat(users.settings(id, "'preferred_language':'" + language + "'")
                            .ok()
                            .path("preferred_language")
                            .asString())
                    .isEqualTo(language);
        }
    }

    @Test
    void the_declared_country_is_stored_and_its_repetition_is_a_no_op() {
        String id = users.create();
        String now = api.advance(Duration.ofSeconds(1));
        String answer = "{'user_id':'%s','declared_country':'DE','updated_at':'%s'}".formatted(id, now);
        users.country(id, "DE").is(answer);
        api.advance(Duration.ofSeconds(1));
        users.country(id, "DE").is(answer);
        assertThat(users.account(id).path("declared_country").asString()).isEqualTo("DE");
        assertThat(users.account(id).path("updated_at").asString()).isEqualTo(now);
        assertThat(api.events().kindsOf(id)).containsOnlyOnce("user.declared_country.changed updated");
        String later = api.advance(Duration.ofSeconds(1));
        users.country(id, "AT").is("{'user_id':'%s','declared_country':'AT','updated_at':'%s'}".formatted(id, later));
    }

    @Test
    void a_country_is_an_assigned_code_in_upper_case() {
        String id = users.create();
        for (String code : List.of(
                "", "de", "De", "DEU", "XX", "ZZ", "UK", "EU", "AN", "SU", "D\u0395", "DE ", " DE", "276", "AA")) {
            users.country(id, code).invalid("declared_country");
        }
        api.post("/users/" + id + "/declared-country/sync", "{'declared_country':null}")
                .invalid("declared_country");
        assertThat(users.account(id).path("declared_country").isNull()).isTrue();
        for (String code : List.of("GB", "AX", "BQ", "SS", "TW")) {
            users.country(id, code).ok();
        }
    }
}
