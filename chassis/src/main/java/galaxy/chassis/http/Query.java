package galaxy.chassis.http;

import galaxy.kernel.Parsed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The query parameters of a request, read by name and type like {@link Fields}. The route lists the names. Names and
 * values are percent-decoded by RFC 3986: a {@code +} is a plus sign, so a time with an offset needs no escape.
 */
public final class Query {
    private final Map<String, String> values;
    private final Problems problems = new Problems();

    private Query(Map<String, String> values) {
        this.values = values;
    }

    /** @throws RefusedException for unknown, repeated or badly encoded parameters, all of them at once */
    static Query parse(String raw, Set<String> known, boolean isLenient) {
        if (raw.isEmpty()) {
            return new Query(Map.of());
        }
        var problems = new Problems();
        var values = new LinkedHashMap<String, String>();
        for (var pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = PercentCoding.decode(equals < 0 ? pair : pair.substring(0, equals));
            var value = PercentCoding.decode(equals < 0 ? "" : pair.substring(equals + 1));
            boolean isKnown = name.isPresent() && known.contains(name.get());
            if (!isKnown && isLenient) {
                continue;
            }
            if (!isKnown) {
                problems.add(Fields.shown(name.orElse("")), "is not a query parameter of this route");
            } else if (value.isEmpty()) {
                problems.add(name.orElse(""), "is not percent-encoded UTF-8");
            } else if (values.put(name.orElse(""), value.get()) != null) {
                problems.add(name.orElse(""), "is given more than once");
            }
        }
        problems.refuseIfAny();
        return new Query(values);
    }

    public Optional<String> string(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public <T> Optional<T> string(String name, Function<String, Parsed<T>> parser) {
        return string(name).flatMap(text -> switch (parser.apply(text)) {
            case Parsed.Valid<T>(T value) -> Optional.of(value);
            case Parsed.Invalid<T>(String reason) -> {
                problems.add(name, reason);
                yield Optional.empty();
            }
        });
    }

    public Optional<Instant> time(String name) {
        return string(name, Fields.TIME);
    }

    public Optional<Boolean> bool(String name) {
        return string(name, text -> switch (text) {
            case "true" -> Parsed.valid(true);
            case "false" -> Parsed.valid(false);
            default -> Parsed.invalid("must be true or false");
        });
    }

    /** A whole number in decimal digits without sign or leading zero, within the bounds, both included. */
    public Optional<Long> integer(String name, long least, long most) {
        return string(name, text -> {
            Optional<Long> number = Optional.of(text)
                    .filter(digits -> digits.matches("0|[1-9][0-9]{0,17}"))
                    .map(Long::valueOf)
                    .filter(value -> value >= least && value <= most);
            return Parsed.of(number, "must be a whole number from " + least + " to " + most);
        });
    }

    /** Records a problem that the decoder finds. */
    public void problem(String name, String reason) {
        problems.add(name, reason);
    }

    /**
     * Finishes reading.
     *
     * @throws RefusedException {@code 400 invalid_request} with every problem
     */
    public void finish() {
        problems.refuseIfAny();
    }
}
