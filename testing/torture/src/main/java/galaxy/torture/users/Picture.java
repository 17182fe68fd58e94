package galaxy.torture.users;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * JSON as it is expected: maps, lists, texts, numbers and truths, with {@link Moment}s and {@link Drawn} texts where the
 * service decides.
 */
final class Picture {
    /** Must be {@code null}. */
    static final Object NOTHING = Sign.NULL;

    /** May be whatever it likes. */
    static final Object ANYTHING = Sign.ANYTHING;

    private enum Sign {
        NULL,
        ANYTHING
    }

    private Picture() {}

    /** An object, from names and values by turns. */
    static Map<String, Object> of(Object... namesAndValues) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }

    /** The first difference; empty when there is none. */
    static Optional<String> difference(Object expected, JsonNode actual) {
        return switch (expected) {
            case Map<?, ?> map -> ofObject(map, actual);
            case List<?> list -> ofArray(list, actual);
            case Moment moment -> unless(time(actual).filter(moment::admits).isPresent(), expected, actual);
            case Drawn drawn -> unless(actual.isString() && drawn.admits(actual.stringValue()), expected, actual);
            case String text -> unless(actual.isString() && actual.stringValue().equals(text), expected, actual);
            case Boolean truth -> unless(actual.isBoolean() && actual.booleanValue() == truth, expected, actual);
            case Number number -> unless(isNumber(actual, number.longValue()), expected, actual);
            case Sign sign -> unless(sign == Sign.ANYTHING || actual.isNull(), expected, actual);
            default -> throw new IllegalArgumentException("not a picture: " + expected);
        };
    }

    /** What the service decides is now known to be so. Only where there is no difference. */
    static void settle(Object expected, JsonNode actual) {
        switch (expected) {
            case Map<?, ?> map -> map.forEach((name, value) -> settle(value, actual.path((String) name)));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    settle(list.get(i), actual.path(i));
                }
            }
            case Moment moment -> time(actual).ifPresent(moment::settle);
            case Drawn drawn -> drawn.settle(actual.stringValue());
            default -> {}
        }
    }

    private static Optional<String> ofObject(Map<?, ?> expected, JsonNode actual) {
        if (!actual.isObject()) {
            return unless(false, expected, actual);
        }
        for (Map.Entry<?, ?> field : expected.entrySet()) {
            String name = (String) field.getKey();
            Optional<String> difference = difference(field.getValue(), actual.path(name));
            if (difference.isPresent()) {
                return difference.map(inner -> name + "." + inner);
            }
        }
        for (String name : actual.propertyNames()) {
            if (!expected.containsKey(name)) {
                return Optional.of(name + ": nothing was expected but " + actual.path(name));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofArray(List<?> expected, JsonNode actual) {
        if (!actual.isArray() || actual.size() != expected.size()) {
            return unless(false, expected, actual);
        }
        for (int i = 0; i < expected.size(); i++) {
            Optional<String> difference = difference(expected.get(i), actual.path(i));
            if (difference.isPresent()) {
                String at = "[" + i + "].";
                return difference.map(inner -> at + inner);
            }
        }
        return Optional.empty();
    }

    private static boolean isNumber(JsonNode actual, long number) {
        return actual.isIntegralNumber() && actual.longValue() == number;
    }

    /** Answers have times as text, the store as milliseconds. */
    private static Optional<Long> time(JsonNode actual) {
        if (actual.isString()) {
            return Optional.of(Instant.parse(actual.stringValue()).toEpochMilli());
        }
        return actual.isIntegralNumber() ? Optional.of(actual.longValue()) : Optional.empty();
    }

    private static Optional<String> unless(boolean fits, Object expected, JsonNode actual) {
        return fits ? Optional.empty() : Optional.of(": " + expected + " was expected but " + actual);
    }
}
