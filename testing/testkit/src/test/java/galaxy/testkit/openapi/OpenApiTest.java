package galaxy.testkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OpenApiTest {
    private static final OpenApi API = OpenApi.parse("""
            openapi: 3.1.0
            info: {title: Ships, version: '1'}
            paths:
              /ships:
                get:
                  x-roles: [pilot, admin]
                  parameters:
                    - $ref: '#/components/parameters/Size'
                    - {name: If-Match, in: header, schema: {type: string, pattern: '^v[0-9]+$'}}
                  responses:
                    '200':
                      description: Ships
                      headers: {X-Request-Id: {required: true, schema: {type: string, pattern: '^[a-z]+$'}}}
                      content:
                        application/json:
                          schema: {type: array, items: {$ref: '#/components/schemas/Ship'}}
              /ships/{name}:
                get:
                  parameters:
                    - {name: name, in: path, required: true, schema: {type: string, maxLength: 12}}
                  responses:
                    '200': {$ref: '#/components/responses/Ship'}
                    '404': {$ref: '#/components/responses/RouteNotFound'}
                post:
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema: {$ref: '#/components/schemas/Ship'}
                        examples:
                          Good: {$ref: '#/components/examples/Good'}
                  responses:
                    '200': {$ref: '#/components/responses/Ship'}
                    '400': {$ref: '#/components/responses/Refused'}
              /ships/flagship:
                get:
                  responses:
                    '204': {description: None}
            components:
              parameters:
                Size: {name: size, in: query, schema: {type: integer, minimum: 1}, example: 5}
              schemas:
                Ship:
                  type: object
                  additionalProperties: false
                  required: [name, launched_at]
                  properties:
                    name: {type: string}
                    launched_at: {type: [string, 'null'], format: date-time}
              responses:
                Ship:
                  description: Ship
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Ship'}
                Refused:
                  description: Refused
                  content:
                    application/json:
                      schema: {properties: {error: {properties: {code: {enum: [wrong_ship, wrong_name]}}}}}
                RouteNotFound: {description: None}
                MethodNotAllowed: {description: None}
              examples:
                Good: {value: {name: Nova, launched_at: null}}
            """);

    private static final String NOVA = "{\"name\":\"Nova\",\"launched_at\":\"2026-03-01T12:00:00.000Z\"}";

    @Test
    void lists_every_operation_and_its_roles() {
        assertThat(API.operations())
                .containsExactly(
                        new Operation("GET", "/ships"),
                        new Operation("GET", "/ships/flagship"),
                        new Operation("GET", "/ships/{name}"),
                        new Operation("POST", "/ships/{name}"));
        assertThat(API.roles(new Operation("GET", "/ships"))).containsExactly("admin", "pilot");
        assertThat(API.roles(new Operation("GET", "/ships/{name}"))).isEmpty();
    }

    @Test
    void lists_the_errors_of_an_operation() {
        assertThat(API.errorCodes(new Operation("POST", "/ships/{name}")))
                .containsExactly("400 wrong_name", "400 wrong_ship");
        assertThat(API.errorCodes(new Operation("GET", "/ships"))).isEmpty();
    }

    @Test
    void accepts_an_exchange_of_the_contract() {
        API.verify(list("/ships?size=2", 200, "[" + NOVA + "]"));
        API.verify(post(NOVA, 200, NOVA));
    }

    @Test
    void prefers_a_path_without_placeholders() {
        API.verify(get("/ships/flagship", 204, ""));
    }

    @Test
    void refuses_an_undocumented_status() {
        assertThat(API.problems(get("/ships/Nova", 500, "boom")))
                .containsExactly("status 500 is not in the contract: boom");
    }

    @Test
    void refuses_an_answer_with_an_unknown_field_or_without_a_required_one() {
        assertThat(API.problems(get("/ships/Nova", 200, "{\"name\":\"Nova\",\"colour\":\"red\"}")))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("launched_at"))
                .anySatisfy(problem -> assertThat(problem).contains("colour"));
    }

    @Test
    void refuses_an_answer_whose_value_is_not_of_the_format() {
        assertThat(API.problems(get("/ships/Nova", 200, NOVA.replace("2026-03-01T", "yesterday "))))
                .singleElement()
                .asString()
                .contains("response body", "launched_at");
    }

    @Test
    void refuses_an_answer_that_is_not_strictly_json() {
        assertThat(API.problems(get("/ships/Nova", 200, NOVA + NOVA)))
                .singleElement()
                .asString()
                .contains("not JSON");
        assertThat(API.problems(get("/ships/Nova", 200, "{\"name\":\"a\",\"name\":\"b\"}")))
                .singleElement()
                .asString()
                .contains("not JSON");
        assertThat(API.problems(get("/ships/Nova", 200, ""))).containsExactly("the answer has no body");
    }

    @Test
    void refuses_an_answer_of_another_media_type() {
        Exchange exchange =
                exchange("GET", "/ships/Nova", Map.of(), "", 200, Map.of("Content-Type", "text/plain"), NOVA);
        assertThat(API.problems(exchange)).singleElement().asString().contains("text/plain");
    }

    @Test
    void refuses_a_missing_or_malformed_response_header() {
        Map<String, String> json = Map.of("content-type", "application/json");
        assertThat(API.problems(exchange("GET", "/ships", Map.of(), "", 200, json, "[]")))
                .containsExactly("header X-Request-Id is missing");
        Map<String, String> malformed = new HashMap<>(json);
        malformed.put("x-request-id", "42");
        assertThat(API.problems(exchange("GET", "/ships", Map.of(), "", 200, malformed, "[]")))
                .singleElement()
                .asString()
                .contains("X-Request-Id");
    }

    @Test
    void finds_a_service_that_accepts_what_the_contract_refuses() {
        assertThat(API.problems(list("/ships?size=0", 200, "[]")))
                .singleElement()
                .asString()
                .contains("accepted", "size");
        assertThat(API.problems(list("/ships?size=two", 200, "[]"))).hasSize(1);
        assertThat(API.problems(list("/ships?size=1&size=2", 200, "[]")))
                .containsExactly("accepted, although query parameter 'size' is repeated");
        assertThat(API.problems(list("/ships?colour=red", 200, "[]")))
                .containsExactly("accepted, although query parameter 'colour' is not in the contract");
        assertThat(API.problems(post("{\"name\":5,\"launched_at\":null}", 200, NOVA)))
                .singleElement()
                .asString()
                .contains("accepted", "name");
        assertThat(API.problems(post("", 200, NOVA))).containsExactly("accepted, although the request body is missing");
    }

    @Test
    void lets_a_test_send_what_is_wrong_and_see_it_refused() {
        Map<String, String> json = Map.of("Content-Type", "application/json");
        String refusal = "{\"error\":{\"code\":\"wrong_ship\"}}";
        API.verify(exchange("POST", "/ships/Nova", Map.of("Content-Type", "text/plain"), "hello", 400, json, refusal));
    }

    @Test
    void lists_the_fields_of_a_body_and_gives_its_example() {
        Operation post = new Operation("POST", "/ships/{name}");
        assertThat(API.bodyFields(post)).containsExactly("/name", "/launched_at");
        assertThat(API.bodyExample(post).orElseThrow().has("name")).isTrue();
        Operation get = new Operation("GET", "/ships/{name}");
        assertThat(API.bodyFields(get)).isEmpty();
        assertThat(API.bodyExample(get)).isEmpty();
    }

    @Test
    void decodes_and_checks_path_parameters() {
        assertThat(API.requestProblems(get("/ships/Bl%C3%A4ck%20Nova+1", 200, NOVA)))
                .isEmpty();
        assertThat(API.requestProblems(get("/ships/A-name-that-is-too-long", 200, NOVA)))
                .singleElement()
                .asString()
                .startsWith("path parameter 'name'");
    }

    @Test
    void expects_404_on_an_unknown_path_and_405_on_an_unknown_method() {
        API.verify(get("/planets", 404, ""));
        API.verify(exchange("DELETE", "/ships", Map.of(), "", 405, Map.of(), ""));
        assertThat(API.problems(get("/planets", 200, "[]")))
                .singleElement()
                .asString()
                .contains("so the answer is 404");
        assertThat(API.problems(exchange("DELETE", "/ships", Map.of(), "", 404, Map.of(), "")))
                .singleElement()
                .asString()
                .contains("so the answer is 405");
    }

    @Test
    void names_all_problems_in_one_message() {
        assertThatThrownBy(() -> API.verify(get("/ships/Nova", 200, "{}")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("GET /ships/Nova answered 200", "name", "launched_at");
    }

    @Test
    void checks_examples_against_their_schemas() {
        assertThat(API.exampleProblems()).isEmpty();
        OpenApi wrong = OpenApi.parse("""
                openapi: 3.1.0
                components:
                  parameters:
                    Size: {name: size, in: query, schema: {type: integer, minimum: 1}, example: 0}
                  schemas:
                    Name: {type: string, minLength: 2, examples: [x, Nova]}
                  responses:
                    Ship:
                      content:
                        application/json:
                          schema: {$ref: '#/components/schemas/Name'}
                          examples:
                            Short: {$ref: '#/components/examples/Short'}
                  examples:
                    Short: {value: y}
                """);
        assertThat(wrong.exampleProblems())
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).startsWith("#/components/parameters/Size"))
                .anySatisfy(problem -> assertThat(problem).startsWith("#/components/schemas/Name"))
                .anySatisfy(problem -> assertThat(problem).contains("/examples/Short"));
    }

    private static Exchange list(String target, int status, String body) {
        Map<String, String> headers = Map.of("Content-Type", "application/json; charset=utf-8", "X-Request-Id", "abc");
        return exchange("GET", target, Map.of(), "", status, headers, body);
    }

    private static Exchange get(String target, int status, String body) {
        Map<String, String> headers = Map.of("Content-Type", "application/json");
        return exchange("GET", target, Map.of(), "", status, headers, body);
    }

    private static Exchange post(String request, int status, String response) {
        Map<String, String> json = Map.of("Content-Type", "application/json");
        return exchange("POST", "/ships/Nova", json, request, status, json, response);
    }

    private static Exchange exchange(
            String method,
            String target,
            Map<String, String> requestHeaders,
            String request,
            int status,
            Map<String, String> responseHeaders,
            String response) {
        return new Exchange(
                method, target, requestHeaders, Optional.of(request), status, responseHeaders, Optional.of(response));
    }
}
