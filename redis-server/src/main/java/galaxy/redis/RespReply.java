package galaxy.redis;

import java.util.List;

/** A reply of the server in RESP2. */
public sealed interface RespReply {
    /** A simple or a bulk string, read as UTF-8. */
    record Text(String value) implements RespReply {}

    record Whole(long value) implements RespReply {}

    /** A missing value, or a missing array. */
    record Nothing() implements RespReply {}

    record Many(List<RespReply> items) implements RespReply {}

    /** An error reply, such as {@code LOADING Redis is loading the dataset in memory}. */
    record Failure(String message) implements RespReply {}
}
