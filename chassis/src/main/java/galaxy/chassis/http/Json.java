package galaxy.chassis.http;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A JSON value of a request. */
sealed interface Json {
    /** A text that is equal exactly for equal values; neither the order of fields matters nor one that is {@code null}. */
    String canonical();

    /**
     * An object.
     *
     * @param fields in the order of the body; names are unique
     */
    record Members(Map<String, Json> fields) implements Json {
        @Override
        public String canonical() {
            return fields.entrySet().stream()
                    .filter(field -> !(field.getValue() instanceof Nothing))
                    .sorted(Map.Entry.comparingByKey())
                    .map(field ->
                            Text.quoted(field.getKey()) + ":" + field.getValue().canonical())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    record Items(List<Json> values) implements Json {
        @Override
        public String canonical() {
            return values.stream().map(Json::canonical).collect(Collectors.joining(",", "[", "]"));
        }
    }

    record Text(String value) implements Json {
        @Override
        public String canonical() {
            return quoted(value);
        }

        /** Its length comes first, so that nothing must be escaped. */
        static String quoted(String text) {
            return text.length() + "\"" + text;
        }
    }

    /** A whole number within 64 bits, however it is written. */
    record Whole(long value) implements Json {
        @Override
        public String canonical() {
            return Long.toString(value);
        }
    }

    /** Any other number: with a fraction, or beyond 64 bits. No field accepts one. */
    record OtherNumber() implements Json {
        @Override
        public String canonical() {
            return "number";
        }
    }

    record Truth(boolean value) implements Json {
        @Override
        public String canonical() {
            return Boolean.toString(value);
        }
    }

    record Nothing() implements Json {
        @Override
        public String canonical() {
            return "null";
        }
    }
}
