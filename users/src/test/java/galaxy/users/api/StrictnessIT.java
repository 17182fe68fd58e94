package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every body of every route, made invalid in every way. A valid one reaches the domain, which responds with 200, or 404 for an unknown user. */
class StrictnessIT extends OnEachTopology {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String UNKNOWN_USER = "/users/usr_00000000000000000000000000/";
    private static final String CONTEXT =
            "'registration_context':{'preferred_language':'en','time_zone':'Europe/Berlin'}";
    private static final String WHO = "'reason_code':'because','actor':{'type':'admin','id':'ops-7'}";
    private static final String PAID = WHO + ",'source':'billing'";

    /** @param optional the fields that may be left out */
    record Body(String path, String text, List<String> optional) {
        JsonNode json() {
            return Json.read(Json.quoted(text));
        }

        @Override
        public String toString() {
            return path;
        }
    }

    static List<Body> bodies() {
        return List.of(
                new Body("/user-resolutions/by-email", "{'email':'a@b'}", List.of()),
                new Body("/users/ensure-by-email", "{'email':'" + Api.freshEmail() + "'," + CONTEXT + "}", List.of()),
                new Body(UNKNOWN_USER + "block", "{" + WHO + "}", List.of("actor", "actor.id")),
                new Body(
                        "/user-blocks/by-email",
                        "{'email':'strict-2@example.com'," + WHO + "}",
                        List.of("actor", "actor.id")),
                new Body(
                        "/user-blocks/by-email/remove",
                        "{'email':'strict-3@example.com'," + WHO + "}",
                        List.of("actor.id")),
                new Body(UNKNOWN_USER + "profile", "{'race_name':'Nova Pilot'}", List.of()),
                new Body(
                        UNKNOWN_USER + "settings",
                        "{'preferred_language':'en','time_zone':'UTC'}",
                        List.of("preferred_language", "time_zone")),
                new Body(UNKNOWN_USER + "declared-country/sync", "{'declared_country':'DE'}", List.of()),
                new Body("/user-lookups/by-email", "{'email':'unknown@example.com'}", List.of()),
                new Body("/user-lookups/by-race-name", "{'race_name':'Unknown Pilot'}", List.of()),
                new Body(
                        UNKNOWN_USER + "entitlements/grant",
                        "{'plan_code':'paid_monthly','starts_at':'2026-01-01T00:00:00Z','ends_at':'2030-01-01T00:00:00Z',"
                                + PAID + "}",
                        List.of("starts_at", "ends_at", "actor.id")),
                new Body(
                        UNKNOWN_USER + "entitlements/extend",
                        "{'ends_at':'2030-01-01T00:00:00Z'," + PAID + "}",
                        List.of("actor.id")),
                new Body(UNKNOWN_USER + "entitlements/revoke", "{" + PAID + "}", List.of("actor.id")),
                new Body(
                        UNKNOWN_USER + "sanctions/apply",
                        "{'sanction_code':'login_block','scope':'auth','expires_at':'2030-01-01T00:00:00Z'," + WHO
                                + "}",
                        List.of("scope", "expires_at", "actor.id")),
                new Body(
                        UNKNOWN_USER + "sanctions/remove",
                        "{'sanction_code':'login_block'," + WHO + "}",
                        List.of("actor.id")),
                new Body(
                        UNKNOWN_USER + "limits/set",
                        "{'limit_code':'max_owned_private_games','value':1,'expires_at':'2030-01-01T00:00:00Z'," + WHO
                                + "}",
                        List.of("expires_at", "actor.id")),
                new Body(
                        UNKNOWN_USER + "limits/remove",
                        "{'limit_code':'max_owned_private_games'," + WHO + "}",
                        List.of("actor.id")));
    }

    private static boolean isSound(Reply reply) {
        return reply.status() == 200 || reply.status() == 404;
    }

    /** The paths of all fields, nested ones with a dot. */
    private static List<String> fields(JsonNode object, String prefix) {
        List<String> fields = new ArrayList<>();
        object.propertyStream().forEach(field -> {
            fields.add(prefix + field.getKey());
            fields.addAll(fields(field.getValue(), prefix + field.getKey() + "."));
        });
        return fields;
    }

    private static ObjectNode holder(JsonNode body, String field) {
        int dot = field.indexOf('.');
        return (ObjectNode) (dot < 0 ? body : body.path(field.substring(0, dot)));
    }

    private static String name(String field) {
        return field.substring(field.indexOf('.') + 1);
    }

    private static String with(Body body, String field, String value) {
        JsonNode copy = body.json().deepCopy();
        holder(copy, field).set(name(field), MAPPER.readTree(value));
        return copy.toString();
    }

    private static String without(Body body, String field) {
        JsonNode copy = body.json().deepCopy();
        holder(copy, field).remove(name(field));
        return copy.toString();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_valid_body_is_accepted(Body body) {
        assertThat(isSound(api.post(body.path(), body.text()))).isTrue();
        assertThat(isSound(api.post(body.path(), " \n" + body.json().toPrettyString() + "\t\r\n")))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void each_field_has_its_type(Body body) {
        for (String field : fields(body.json(), "")) {
            for (String value : List.of("true", "1.5", "[]", "[\"a\"]", "{}", "\"\"", "7", "\"\\u0007\"")) {
                String invalid = with(body, field, value);
                boolean fits = field.endsWith("value") && value.equals("7");
                Reply reply = api.post(body.path(), invalid);
                if (fits) {
                    assertThat(isSound(reply)).isTrue();
                } else {
                    reply.refused(400, "invalid_request");
                    assertThat(reply.json()
                                    .path("error")
                                    .path("details")
                                    .get(0)
                                    .path("field")
                                    .asString())
                            .startsWith(field);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void each_field_is_required_unless_the_contract_says_otherwise_and_null_is_as_if_it_were_left_out(Body body) {
        for (String field : fields(body.json(), "")) {
            for (String sent : List.of(without(body, field), with(body, field, "null"))) {
                Reply reply = api.post(body.path(), sent);
                if (body.optional().contains(field)) {
                    assertThat(isSound(reply)).as(field).isTrue();
                } else {
                    reply.invalid(field);
                }
            }
        }
        if (!body.path().endsWith("settings")) {
            api.post(body.path(), "{}").refused(400, "invalid_request");
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void an_unknown_field_is_refused_wherever_it_is(Body body) {
        api.post(body.path(), with(body, "unknown", "1")).invalid("unknown");
        api.post(body.path(), with(body, "unknown", "null")).invalid("unknown");
        api.post(body.path(), with(body, "Email", "\"a@b\"")).invalid("Email");
        for (String field : fields(body.json(), "")) {
            if (body.json().path(field).isObject()) {
                api.post(body.path(), with(body, field + ".unknown", "1")).invalid(field + ".unknown");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_repeated_key_is_refused(Body body) {
        String text = body.json().toString();
        for (String field : fields(body.json(), "")) {
            String key = "\"" + name(field) + "\":";
            api.post(body.path(), text.replaceFirst(key, key + "1," + key)).refused(400, "invalid_request");
        }
        String first = fields(body.json(), "").getFirst();
        String escaped = "\\u%04x".formatted((int) first.charAt(0)) + first.substring(1);
        api.post(body.path(), text.replaceFirst("^\\{", "{\"" + escaped.replace("\\", "\\\\") + "\":1,"))
                .refused(400, "invalid_request");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void an_unknown_or_repeated_query_parameter_is_refused(Body body) {
        for (String query :
                List.of("x=1", "email=a", "dry_run=true&dry_run=true", "page_size=5", "%00=1", "x", "=", "&")) {
            api.call("POST", Api.BASE + body.path() + "?" + query)
                    .json(body.text())
                    .send()
                    .refused(400, "invalid_request");
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void what_is_not_one_valid_json_object_is_refused(Body body) {
        String text = body.json().toString();
        String first = fields(body.json(), "").getFirst();
        List<String> invalid = new ArrayList<>(List.of(
                "",
                " ",
                "[]",
                "null",
                "\"x\"",
                "[" + text + "]",
                text + "x",
                text + text,
                text + "{}",
                text + "\u0000",
                text.substring(1),
                text.substring(0, text.length() - 1),
                "\uFEFF" + text,
                "/**/" + text,
                text.replace('"', '\''),
                text.replaceFirst("}$", ",}"),
                text.replaceFirst("^\\{", "{\"x\":" + "[".repeat(16) + "]".repeat(16) + ",")));
        for (String malformed : List.of("\\u0000", "\\ud800", "\\udc00", "\\ud83dx", "\\ude80\\ud83d")) {
            invalid.add(text.replaceFirst("^\\{", "{\"x\":\"" + malformed.replace("\\", "\\\\") + "\","));
            invalid.add(text.replaceFirst("^\\{", "{\"" + malformed.replace("\\", "\\\\") + "\":1,"));
            invalid.add(withText(body, first, malformed));
        }
        for (String each : invalid) {
            api.call("POST", Api.BASE + body.path())
                    .header("Content-Type", "application/json")
                    .body(each)
                    .send()
                    .refused(400, "invalid_request");
        }
    }

    /** A string with this escape at its end, in place of a field of any type. */
    private static String withText(Body body, String field, String escape) {
        return with(body, field, "\"INVALID\"").replace("INVALID", "a@b" + escape);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void only_json_of_64_kib_at_most_is_taken(Body body) {
        String target = Api.BASE + body.path();
        String text = body.json().toString();
        for (String type : List.of("text/plain", "application/json; charset=latin1", "application/xml", "*/*")) {
            api.call("POST", target)
                    .header("Content-Type", type)
                    .body(text)
                    .send()
                    .refused(415, "unsupported_media_type");
        }
        api.call("POST", target).body(text).send().refused(415, "unsupported_media_type");
        String padded = text + " ".repeat(64 * 1024 - text.length());
        assertThat(isSound(api.post(body.path(), padded))).isTrue();
        api.post(body.path(), padded + " ").refused(413, "payload_too_large");
        assertThat(isSound(api.call("POST", target)
                        .header("Content-Type", "Application/JSON;charset=UTF-8")
                        .body(text)
                        .send()))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void hostile_text_in_any_field_is_accepted_or_refused_and_never_an_error_of_the_service(Body body) {
        for (String field : fields(body.json(), "")) {
            if (!holder(body.json(), field).path(name(field)).isString()) {
                continue;
            }
            for (String text : List.of(
                    "\u202E\u0645\u0631\u062D\u0628\u0627",
                    "\u200B",
                    "\uFEFFx",
                    "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                    "\uDB40\uDC41\uDB40\uDC42",
                    "\uFFFF\uFFFE",
                    "\uDBFF\uDFFF",
                    "\u0130\u0131\u1E9E\uFB03",
                    "Z\u0351\u036F\u0321\u0322\u0327",
                    "\u1100\u1161\u11A8".repeat(50),
                    "\uFDFA".repeat(100),
                    "'; DROP TABLE users; --",
                    "{{7*7}}${jndi:ldap://x}%n%s",
                    "../../etc/passwd",
                    "a@b\r\nX-Injected: 1",
                    "|{}~\u0001",
                    "x".repeat(5000),
                    "-1",
                    "9999-12-31T23:59:59.999-23:59",
                    "0000-01-01T00:00:00+23:59")) {
                Reply reply = api.call("POST", Api.BASE + body.path())
                        .header("Content-Type", "application/json")
                        .body(with(body, field, Json.literal(text)))
                        .send();
                assertThat(reply.status()).as("%s: %s", field, text).isIn(200, 400, 404);
                if (reply.status() == 400 && text.length() > 5) {
                    assertThat(reply.text()).doesNotContain(text);
                }
            }
        }
    }

    @Test
    void every_problem_is_named_at_once() {
        api.post(
                        UNKNOWN_USER + "limits/set",
                        "{'value':-1,'expires_at':'soon','reason_code':'Bad','actor':{'id':''},'more':1}")
                .invalid("limit_code", "value", "expires_at", "reason_code", "actor.type", "actor.id", "more");
    }

    @Test
    void codes_and_actors_keep_their_rules() {
        String path = UNKNOWN_USER + "entitlements/revoke";
        String body = "{'reason_code':%s,'source':%s,'actor':{'type':%s,'id':%s}}";
        for (String good : List.of("'a'", "'a_1'", "'" + "a".repeat(64) + "'")) {
            api.post(path, body.formatted(good, good, good, "'x'")).userNotFound();
        }
        for (String bad : List.of(
                "''",
                "'A'",
                "'1a'",
                "'_a'",
                "'a-b'",
                "'a b'",
                "' a'",
                "'a '",
                "'\u00E9'",
                "'" + "a".repeat(65) + "'")) {
            api.post(path, body.formatted(bad, bad, bad, "'x'")).invalid("reason_code", "source", "actor.type");
        }
        for (String good : List.of("'x'", "' '", "'Zo\u00EB \uD83D\uDE80'", "'" + "\uD83D\uDE80".repeat(128) + "'")) {
            api.post(path, body.formatted("'a'", "'a'", "'a'", good)).userNotFound();
        }
        for (String bad : List.of(
                "''", "'\\u0007'", "'a\\nb'", "'\\u200B'", "'\\u2028'", "'\\uE000'", "'" + "x".repeat(129) + "'")) {
            api.post(path, body.formatted("'a'", "'a'", "'a'", bad)).invalid("actor.id");
        }
    }

    @Test
    void times_have_an_offset_and_exist() {
        String path = UNKNOWN_USER + "entitlements/extend";
        String body = "{'ends_at':'%s'," + PAID + "}";
        for (String good : List.of(
                "2030-01-01T00:00:00Z",
                "2030-01-01T00:00:00.1Z",
                "2030-01-01T00:00:00.123456789Z",
                "2030-01-01T00:00:00+23:59",
                "2028-02-29T00:00:00-00:30")) {
            api.post(path, body.formatted(good)).userNotFound();
        }
        for (String bad : List.of(
                "2030-01-01",
                "2030-01-01T00:00:00",
                "2030-01-01 00:00:00Z",
                "2030-02-30T00:00:00Z",
                "2030-01-01T24:00:00Z",
                "2030-01-01T00:00Z",
                "2030-01-01T00:00:60Z",
                "2030-1-1T00:00:00Z",
                "+12030-01-01T00:00:00Z",
                "1893456000",
                "2030-01-01T00:00:00.Z",
                "2030-01-01T00:00:00+2:00",
                "2030-01-01T00:00:00+24:00",
                " 2030-01-01T00:00:00Z")) {
            api.post(path, body.formatted(bad)).invalid("ends_at");
        }
    }
}
