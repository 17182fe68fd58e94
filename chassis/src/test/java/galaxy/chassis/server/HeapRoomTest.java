package galaxy.chassis.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeapRoomTest {
    @ParameterizedTest
    @CsvSource({"512, 1024, 512", "512, 96, 112", "100, 96, 100", "512, 48, 16", "512, 20, 8", "4, 20, 4"})
    void a_listener_takes_as_many_requests_as_it_may_and_the_heap_has_room_for(int wanted, long megabytes, int taken) {
        assertThat(HeapRoom.requests(wanted, megabytes * 1024 * 1024)).isEqualTo(taken);
    }
}
