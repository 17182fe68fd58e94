package galaxy.torture.hostile;

import galaxy.torture.hostile.RestContract.Field;
import galaxy.torture.hostile.RestContract.Place;
import java.io.IOException;
import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Checks that a text which the users service accepted is stored as the contract says: trimmed, composed, or as it was sent. */
record ReadBack(Checks checks, RestClient client) {
    /** Operations whose texts decide what happens and are returned by no read. */
    private static final Set<String> WITHOUT_READ =
            Set.of("resolveByEmail", "blockByEmail", "unblockByEmail", "blockUser", "lookupByEmail");

    private static final List<String> READS =
            List.of("account", "entitlement-periods?page_size=200", "sanctions?page_size=200", "limits?page_size=200");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    void check(Field field, String text, String user, RawResponse response) throws IOException {
        if (field.place() != Place.BODY
                || WITHOUT_READ.contains(field.operation().id())) {
            return;
        }
        JsonNode answer = RestCheck.JSON.readTree(response.body());
        if (answer.path("outcome").asString("").equals("blocked")) {
            // Another request has blocked this e-mail address, so the user was not created.
            return;
        }
        String expected = stored(field.leaf(), text);
        boolean isFolded = field.leaf().equals("preferred_language");
        boolean isFound = contains(answer, expected, isFolded);
        String account = "/api/v1/internal/users/" + answer.path("user_id").asString(user) + "/";
        for (int i = 0; i < READS.size() && !isFound; i++) {
            String read = client.get(account + READS.get(i)).body();
            isFound = contains(RestCheck.JSON.readTree(read), expected, isFolded);
        }
        checks.check("accepted texts are read back as the contract says", isFound, field, text, expected);
    }

    private static String stored(String leaf, String text) {
        return switch (leaf) {
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
