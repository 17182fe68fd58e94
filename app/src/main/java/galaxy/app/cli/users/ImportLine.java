package galaxy.app.cli.users;

import galaxy.app.cli.TimeFormat;
import galaxy.client.users.Account;
import galaxy.client.users.Plan;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Parsed;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A user to import: one line of JSON.
 *
 * @param endsAt when the plan ends; none for a lifetime plan
 */
record ImportLine(
        EmailAddress email,
        String language,
        String timeZone,
        Optional<String> raceName,
        Optional<Plan> plan,
        Optional<Instant> endsAt) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> FIELDS =
            Set.of("email", "preferred_language", "time_zone", "race_name", "plan_code", "ends_at");

    /** The user, or the rule that the line breaks, without its text. */
    static Parsed<ImportLine> parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (!node.isObject()) {
                return Parsed.invalid("is not a JSON object");
            }
            Set<String> unknown = new TreeSet<>(node.propertyNames());
            unknown.removeAll(FIELDS);
            return unknown.isEmpty()
                    ? Parsed.valid(of(node))
                    : Parsed.invalid("has unknown fields; known are " + new TreeSet<>(FIELDS));
        } catch (JacksonException e) {
            return Parsed.invalid("is not one JSON object");
        } catch (IllegalArgumentException e) {
            return Parsed.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** The line from which an account would be imported. */
    static ObjectNode json(Account account) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("email", account.email().value())
                .put("preferred_language", account.preferredLanguage())
                .put("time_zone", account.timeZone())
                .put("race_name", account.raceName());
        if (account.entitlement().isPaid()) {
            node.put("plan_code", account.entitlement().plan().value());
            account.entitlement().endsAt().ifPresent(end -> node.put("ends_at", end.toString()));
        }
        return node;
    }

    private static ImportLine of(JsonNode node) {
        EmailAddress email = switch (EmailAddress.parse(required(node, "email"))) {
            case Parsed.Valid<EmailAddress>(EmailAddress address) -> address;
            case Parsed.Invalid<EmailAddress>(String reason) -> throw new IllegalArgumentException("email " + reason);
        };
        Optional<Plan> plan = text(node, "plan_code").map(Plan::of).filter(code -> !code.equals(Plan.FREE));
        Optional<Instant> endsAt = text(node, "ends_at").map(time -> {
            try {
                return TimeFormat.parse(time);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("ends_at: " + e.getMessage(), e);
            }
        });
        if (plan.isEmpty() && endsAt.isPresent()) {
            throw new IllegalArgumentException("ends_at needs a paid plan_code");
        }
        return new ImportLine(
                email,
                required(node, "preferred_language"),
                required(node, "time_zone"),
                text(node, "race_name"),
                plan,
                endsAt);
    }

    private static String required(JsonNode node, String name) {
        return text(node, name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw new IllegalArgumentException(name + " must be a string");
        }
        return Optional.of(value.stringValue());
    }
}
