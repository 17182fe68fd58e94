package galaxy.testkit.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * JSON as a model expects it: maps, lists, texts, numbers and booleans, with a {@link Moment} or a {@link Generated} text where
 * the service chooses.
 */
public final class Expected {
    /** Is {@code null}. */
    public static final Object NULL = Special.NULL;

    /** May be anything. */
    public static final Object ANYTHING = Special.ANYTHING;

    private enum Special {
        NULL,
        ANYTHING
    }

    private Expected() {}

    /** An object of alternating names and values. */
    public static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }

    /** The fields of two objects; those of the second replace those of the first. */
    public static Map<String, Object> merge(Map<String, Object> first, Map<String, Object> second) {
        Map<String, Object> all = new LinkedHashMap<>(first);
        all.putAll(second);
        return all;
    }

    /** A field of an object, {@link #NULL} if there is none. */
    public static Object field(Map<String, Object> object, String name) {
        return object.getOrDefault(name, NULL);
    }

    /** The first difference, if there is one. */
    public static Optional<String> difference(Object expected, JsonNode actual) {
        return switch (expected) {
            case Map<?, ?> map -> ofObject(map, actual);
            case List<?> list -> ofArray(list, actual);
            case Moment moment -> unless(time(actual).filter(moment::admits).isPresent(), expected, actual);
            case Generated text -> unless(actual.isString() && text.admits(actual.stringValue()), expected, actual);
            case String text -> unless(actual.isString() && actual.stringValue().equals(text), expected, actual);
            case Boolean truth -> unless(actual.isBoolean() && actual.booleanValue() == truth, expected, actual);
            case Number number ->
                unless(actual.isIntegralNumber() && actual.longValue() == number.longValue(), expected, actual);
            case Special special -> unless(special == Special.ANYTHING || actual.isNull(), expected, actual);
            default -> throw new IllegalArgumentException("no JSON: " + expected);
        };
    }

    /** Learns what the service chose, from JSON without a difference. */
    public static void settle(Object expected, JsonNode actual) {
        switch (expected) {
            case Map<?, ?> map -> map.forEach((name, value) -> settle(value, actual.path((String) name)));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    settle(list.get(i), actual.path(i));
                }
            }
            case Moment moment -> time(actual).ifPresent(moment::settle);
            case Generated text -> text.settle(actual.stringValue());
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
        return actual.propertyNames().stream()
                .filter(name -> !expected.containsKey(name))
                .findFirst()
                .map(name -> name + ": expected nothing but was " + actual.path(name));
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

    /** Responses have times as text, the store as milliseconds. */
    private static Optional<Long> time(JsonNode actual) {
        if (actual.isString()) {
            return Optional.of(Instant.parse(actual.stringValue()).toEpochMilli());
        }
        return actual.isIntegralNumber() ? Optional.of(actual.longValue()) : Optional.empty();
    }

    private static Optional<String> unless(boolean isEqual, Object expected, JsonNode actual) {
        return isEqual ? Optional.empty() : Optional.of(": expected " + expected + " but was " + actual);
    }
}
