package galaxy.chassis.http;

import java.util.List;
import java.util.Map;

/** A JSON value as a request holds it. Numbers are told apart by how they were written, not by what they equal. */
sealed interface Json {

    /**
     * An object.
     *
     * @param fields in the order of the body, each name once
     */
    record Members(Map<String, Json> fields) implements Json {}

    record Items(List<Json> values) implements Json {}

    record Text(String value) implements Json {}

    /** A number without fraction and exponent, within 64 bits. */
    record Whole(long value) implements Json {}

    /** Any other number: {@code 1.0}, {@code 1e3}, or beyond 64 bits. No field takes one. */
    record OtherNumber() implements Json {}

    record Truth(boolean value) implements Json {}

    record Nothing() implements Json {}
}
