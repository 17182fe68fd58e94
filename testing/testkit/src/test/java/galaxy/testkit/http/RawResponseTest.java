package galaxy.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawResponseTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void reads_all_final_responses_of_a_connection() throws Exception {
        String two = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\nA: b\r\n\r\n{}"
                + "HTTP/1.1 204 No Content\r\n\r\n";
        assertThat(RawResponse.all(bytes(two))).extracting(RawResponse::status).containsExactly(200, 204);
        assertThat(RawResponse.all(bytes(two)).getFirst().header("a")).isEqualTo("b");
        assertThat(RawResponse.all(bytes(""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\n\n",
                "HTTP/1.1 200 OK\r\nA: b\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nA: b\r\n",
                "HTTP/1.1 200",
                "<html>"
            })
    void refuses_what_is_not_http_to_the_letter(String text) {
        assertThatThrownBy(() -> RawResponse.all(bytes(text))).isInstanceOf(IOException.class);
    }
}
