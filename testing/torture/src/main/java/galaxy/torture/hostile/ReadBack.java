package galaxy.torture.hostile;

import galaxy.testkit.http.RawClient;
import galaxy.testkit.http.RawResponse;
import galaxy.torture.hostile.RestField.Place;
import java.io.IOException;
import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Checks that a text which the users service accepted is stored as the contract says: trimmed, composed, or as it was sent. */
record ReadBack(Checks checks, RawClient client) {
    static final String RULE = "accepted texts are read back as the contract says";

    /** Operations whose texts decide what happens and are returned by no read. */
    private static final Pattern WITHOUT_READ =
            Pattern.compile(".*/(user-[a-z]+/by-email(/remove)?|\\{user_id}/block)");

    private static final List<String> READS =
            List.of("account", "entitlement-periods?page_size=200", "sanctions?page_size=200", "limits?page_size=200");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    void check(RestField field, String text, String user, RawResponse response) throws IOException {
        if (field.place() != Place.BODY
                || WITHOUT_READ.matcher(field.operation().path()).matches()) {
            return;
        }
        JsonNode answer = RestCheck.JSON.readTree(response.body());
        if (answer.path("outcome").asString("").equals("blocked")) {
            // Another request has blocked this e-mail address, so the user was not created.
            return;
        }
        String name = field.name().substring(field.name().lastIndexOf('/') + 1);
        String expected = stored(name, text);
        boolean isFolded = name.equals("preferred_language");
        boolean isFound = contains(answer, expected, isFolded);
        String account = "/api/v1/internal/users/" + answer.path("user_id").asString(user) + "/";
        for (int i = 0; i < READS.size() && !isFound; i++) {
            String read = client.get(account + READS.get(i)).body();
            isFound = contains(RestCheck.JSON.readTree(read), expected, isFolded);
        }
        checks.check(RULE, isFound, field, text, expected);
    }

    private static String stored(String name, String text) {
        return switch (name) {
            case "email" -> Text.trimmed(text);
            case "race_name" -> Normalizer.normalize(Text.trimmed(text), Normalizer.Form.NFC);
            case "preferred_language" -> text.toLowerCase(Locale.ROOT);
            case "starts_at", "ends_at", "expires_at" -> time(text);
            default -> text;
        };
    }

    private static String time(String text) {
        try {
            return OffsetDateTime.parse(text)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .format(MILLIS);
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private static boolean contains(JsonNode node, String expected, boolean isFolded) {
        if (node.isString()) {
            String text = node.asString();
            return (isFolded ? text.toLowerCase(Locale.ROOT) : text).equals(expected);
        }
        return node.valueStream().anyMatch(child -> contains(child, expected, isFolded));
    }
}
