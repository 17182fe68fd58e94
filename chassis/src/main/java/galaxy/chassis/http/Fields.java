package galaxy.chassis.http;

import galaxy.kernel.End;
import galaxy.kernel.Parsed;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The fields of a request's JSON object, read by name and type. An invalid field is recorded and reads as absent;
 * {@link #finish()} then refuses the request once with every problem, including fields that were not read. After it,
 * required fields are present.
 *
 * <p>{@code null} for a field that may be left out is as if it were left out; a required field refuses it.
 */
public final class Fields {
    static final Function<String, Parsed<Instant>> TIME = text -> Parsed.of(
            Rfc3339.parse(text), "must be an RFC 3339 date and time with offset, such as 2026-03-01T12:00:00Z");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Json.Members source;
    private final String prefix;
    private final Problems problems;
    private final Set<String> taken = new HashSet<>();
    private final List<Fields> nested = new ArrayList<>();

    Fields(Json.Members source) {
        this(source, "", new Problems());
    }

    private Fields(Json.Members source, String prefix, Problems problems) {
        this.source = source;
        this.prefix = prefix;
        this.problems = problems;
    }

    /** Reads a body of its own, for tests and tools. */
    public static Fields of(byte[] body) {
        return new Fields(StrictJson.object(body));
    }

    public Optional<String> string(String name) {
        return required(name, optionalString(name));
    }

    public Optional<String> optionalString(String name) {
        return take(name)
                .flatMap(json ->
                        json instanceof Json.Text(String text) ? Optional.of(text) : wrong(name, "must be a string"));
    }

    /** A string, parsed. */
    public <T> Optional<T> string(String name, Function<String, Parsed<T>> parser) {
        return string(name).flatMap(text -> parse(name, text, parser));
    }

    public <T> Optional<T> optionalString(String name, Function<String, Parsed<T>> parser) {
        return optionalString(name).flatMap(text -> parse(name, text, parser));
    }

    /** A time, truncated to milliseconds. */
    public Optional<Instant> time(String name) {
        return string(name, TIME);
    }

    public Optional<Instant> optionalTime(String name) {
        return optionalString(name, TIME);
    }

    /** A time that a command takes; one that no record can have is a mistake. */
    public Optional<Instant> optionalCommandTime(String name) {
        Optional<Instant> time = optionalTime(name);
        if (time.isPresent() && !Rfc3339.isCommandTime(time.get())) {
            problem(name, Rfc3339.COMMAND_TIME_RULE);
        }
        return time;
    }

    /**
     * An end, as a time or as a span, or neither.
     *
     * @param at the field of the time
     * @param in the field of the span
     */
    public End end(String at, String in) {
        Optional<Instant> time = optionalCommandTime(at);
        Optional<Span> span = optionalString(in, Span::parse);
        if (has(at) && has(in)) {
            problem(in, "must be left out where " + at + " is given");
        }
        return span.<End>map(End.After::new).orElseGet(() -> End.of(time));
    }

    /** A whole number in any notation of JSON ({@code 3}, {@code 3.0}, {@code 3e0}), within the bounds, both included. */
    public Optional<Long> integer(String name, long least, long most) {
        return required(name, optionalInteger(name, least, most));
    }

    public Optional<Long> optionalInteger(String name, long least, long most) {
        return take(name).flatMap(json -> {
            if (!(json instanceof Json.Whole(long value))) {
                return wrong(name, "must be a whole number");
            }
            return value < least || value > most
                    ? wrong(name, "must be from " + least + " to " + most)
                    : Optional.of(value);
        });
    }

    public Optional<Boolean> bool(String name) {
        return required(name, optionalBool(name));
    }

    public Optional<Boolean> optionalBool(String name) {
        return take(name)
                .flatMap(json -> json instanceof Json.Truth(boolean value)
                        ? Optional.of(value)
                        : wrong(name, "must be true or false"));
    }

    /** A nested object; its problems are reported with those of this object. */
    public Optional<Fields> object(String name) {
        return required(name, optionalObject(name));
    }

    public Optional<Fields> optionalObject(String name) {
        return take(name).flatMap(json -> {
            if (!(json instanceof Json.Members members)) {
                return wrong(name, "must be an object");
            }
            var inner = new Fields(members, prefix + name + ".", problems);
            nested.add(inner);
            return Optional.of(inner);
        });
    }

    /** A list of objects, so many at least and at most; their problems are reported as {@code name[i].field}. */
    public List<Fields> objects(String name, int least, int most) {
        Optional<List<Fields>> rows = take(name).flatMap(json -> {
            if (!(json instanceof Json.Items items)) {
                return wrong(name, "must be an array");
            }
            return items.values().size() < least || items.values().size() > most
                    ? wrong(name, "must have " + least + " to " + most + " items")
                    : rows(name, items);
        });
        return required(name, rows).orElse(List.of());
    }

    private Optional<List<Fields>> rows(String name, Json.Items items) {
        List<Fields> rows = new ArrayList<>(items.values().size());
        for (int i = 0; i < items.values().size(); i++) {
            if (!(items.values().get(i) instanceof Json.Members members)) {
                return wrong(name + "[" + i + "]", "must be an object");
            }
            rows.add(new Fields(members, prefix + name + "[" + i + "].", problems));
        }
        nested.addAll(rows);
        return Optional.of(rows);
    }

    /** Whether the body has the field with a value, valid or not. */
    public boolean has(String name) {
        Json value = source.fields().get(name);
        return value != null && !(value instanceof Json.Nothing);
    }

    /** The whole object as one text that is equal exactly for equal objects. */
    public String canonical() {
        return source.canonical();
    }

    /** Records a problem that the decoder finds; an empty name means this object as a whole. */
    public void problem(String name, String reason) {
        problems.add(name.isEmpty() ? whole() : prefix + name, reason);
    }

    /**
     * Finishes reading; called once, on the outermost object.
     *
     * @throws RefusedException {@code 400 invalid_request} with every problem
     */
    public void finish() {
        unknown();
        problems.refuseIfAny();
    }

    private void unknown() {
        source.fields().keySet().stream()
                .filter(name -> !taken.contains(name))
                .forEach(name -> problems.add(prefix + shown(name), "is not a field of this request"));
        nested.forEach(Fields::unknown);
    }

    /** A name from the caller, if it is safe to show; else {@code ?}. */
    static String shown(String name) {
        return PLAIN.matcher(name).matches() ? name : "?";
    }

    private Optional<Json> take(String name) {
        taken.add(name);
        return Optional.ofNullable(source.fields().get(name)).filter(value -> !(value instanceof Json.Nothing));
    }

    private <T> Optional<T> required(String name, Optional<T> value) {
        if (!has(name)) {
            problems.add(prefix + name, source.fields().containsKey(name) ? "must not be null" : "is required");
        }
        return value;
    }

    private <T> Optional<T> parse(String name, String text, Function<String, Parsed<T>> parser) {
        return switch (parser.apply(text)) {
            case Parsed.Valid<T>(T value) -> Optional.of(value);
            case Parsed.Invalid<T>(String reason) -> wrong(name, reason);
        };
    }

    private <T> Optional<T> wrong(String name, String reason) {
        problems.add(prefix + name, reason);
        return Optional.empty();
    }

    private String whole() {
        return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    }
}
