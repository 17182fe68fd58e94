package galaxy.pages.cookie;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts by names in one cookie, sealed, with the time at which they end: {@code Max-Age} is a request to the browser, and a copy
 * of a cookie does not follow it.
 */
public record SealedFields(Map<String, String> fields) {
    private static final String ENDS = "ends";

    public SealedFields {
        fields = Map.copyOf(fields);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** The value of the cookie. */
    public String seal(SealingKey key, String cookie, Instant end) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put(ENDS, Long.toString(end.getEpochSecond()));
        return key.seal(cookie, JsonMapper.shared().writeValueAsString(all));
    }

    /** What a value holds, unless it is not ours or has ended. */
    public static Optional<SealedFields> open(SealingKey key, String cookie, String value, Instant now) {
        return key.open(cookie, value).flatMap(SealedFields::read).flatMap(all -> {
            boolean isInForce = all.get(ENDS)
                    .filter(end -> end.matches("\\d{1,18}") && Long.parseLong(end) > now.getEpochSecond())
                    .isPresent();
            Map<String, String> rest = new LinkedHashMap<>(all.fields);
            rest.remove(ENDS);
            return isInForce ? Optional.of(new SealedFields(rest)) : Optional.empty();
        });
    }

    private static Optional<SealedFields> read(String json) {
        try {
            Map<String, String> fields = new LinkedHashMap<>();
            JsonMapper.shared().readTree(json).properties().forEach(each -> {
                if (each.getValue().isString()) {
                    fields.put(each.getKey(), each.getValue().stringValue());
                }
            });
            return Optional.of(new SealedFields(fields));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
