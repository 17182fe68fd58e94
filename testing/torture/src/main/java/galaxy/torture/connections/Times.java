package galaxy.torture.connections;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times as messages have them. */
final class Times {
    private Times() {}

    static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
