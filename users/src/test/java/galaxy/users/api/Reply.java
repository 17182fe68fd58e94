package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the service answered. */
record Reply(int status, HttpHeaders headers, String text) {
    JsonNode json() {
        return Json.read(text);
    }

    /** The body of a success. */
    JsonNode ok() {
        assertThat(status).as(text).isEqualTo(200);
        return json();
    }

    /** The body of a success is exactly this, in the order of its fields and without a byte more. */
    void is(String expected) {
        assertThat(text).isEqualTo(Json.compact(expected));
        assertThat(status).isEqualTo(200);
    }

    /** The same, apart from the id and the end of a block, which are not the same in each run. */
    void isOfBlock(String expected) {
        assertThat(text.replaceAll(",\"(block_id|(block_)?expires_at)\":(null|\"[^\"]*\")", ""))
                .isEqualTo(Json.compact(expected));
        assertThat(status).isEqualTo(200);
    }

    Reply refused(int expectedStatus, String code) {
        assertThat(status + " " + json().path("error").path("code").asString())
                .as(text)
                .isEqualTo(expectedStatus + " " + code);
        return this;
    }

    /** A {@code 400} whose details name exactly these fields. */
    void invalid(String... fields) {
        refused(400, "invalid_request");
        assertThat(fieldsNamed()).as(text).containsExactlyInAnyOrder(fields);
    }

    Reply conflict() {
        return refused(409, "conflict");
    }

    void userNotFound() {
        refused(404, "user_not_found");
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    private List<String> fieldsNamed() {
        List<String> fields = new ArrayList<>();
        json().path("error")
                .path("details")
                .forEach(each -> fields.add(each.path("field").asString()));
        return fields;
    }
}
