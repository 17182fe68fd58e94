package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages in an encoding that cannot be read. */
class CallPreparationTest {
    @ParameterizedTest
    @ValueSource(strings = {"galaxy-undeclared", "galaxy-unknown"})
    void releases_the_message_and_fails_to_read_it(String encoding) throws IOException {
        var isReleased = new AtomicBoolean();
        var message = new ByteArrayInputStream(new byte[] {1}) {
            @Override
            public void close() {
                isReleased.set(true);
            }
        };
        var decoded = CallPreparation.registry().lookupDecompressor(encoding).decompress(message);
        assertThat(isReleased).isTrue();
        assertThatThrownBy(decoded::read).isInstanceOf(IOException.class);
    }
}
