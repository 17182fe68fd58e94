package galaxy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RespFramesTest {
    private static final List<String> REPLIES = List.of(
            "+OK\r\n",
            "-ERR no\r\n",
            ":1\r\n",
            "$-1\r\n",
            "$0\r\n\r\n",
            "$4\r\na\r\nb\r\n",
            "*-1\r\n",
            "*0\r\n",
            "*2\r\n*2\r\n:1\r\n$1\r\nx\r\n+y\r\n",
            "%2\r\n+a\r\n:1\r\n+b\r\n*1\r\n:2\r\n",
            ">2\r\n+invalidate\r\n*1\r\n$1\r\nk\r\n",
            "|1\r\n+ttl\r\n:3\r\n$1\r\nv\r\n",
            "_\r\n",
            "#t\r\n",
            ",3.14\r\n",
            "=7\r\ntxt:abc\r\n");

    @Test
    void finds_every_reply_whole_however_the_bytes_arrive() throws IOException {
        byte[] all = String.join("", REPLIES).getBytes(StandardCharsets.US_ASCII);
        for (int size : List.of(1, 3, 7, all.length)) {
            List<String> found = new ArrayList<>();
            var frames = new RespFrames();
            for (int start = 0; start < all.length; start += size) {
                byte[] chunk = Arrays.copyOfRange(all, start, Math.min(all.length, start + size));
                frames.feed(
                        chunk, chunk.length, frame -> found.add(new String(frame.bytes(), StandardCharsets.US_ASCII)));
            }
            assertThat(found).isEqualTo(REPLIES);
        }
    }

    @Test
    void refuses_what_stops_being_resp() {
        byte[] http = "+OK\r\nHTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> new RespFrames().feed(http, http.length, _ -> {}))
                .hasMessageContaining("does not speak RESP");
    }

    @Test
    void a_chunk_in_another_protocol_is_one_frame() throws IOException {
        List<String> found = new ArrayList<>();
        var frames = new RespFrames();
        for (String chunk : List.of("HTTP/1.1 200 OK\r\n\r\n", "$5 each")) {
            byte[] bytes = chunk.getBytes(StandardCharsets.US_ASCII);
            frames.feed(bytes, bytes.length, frame -> found.add(new String(frame.bytes(), StandardCharsets.US_ASCII)));
        }
        assertThat(found).containsExactly("HTTP/1.1 200 OK\r\n\r\n", "$5 each");
    }
}
