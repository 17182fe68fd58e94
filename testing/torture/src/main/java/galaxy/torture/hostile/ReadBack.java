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

/** What the users service has accepted must be there as the contract says: trimmed, composed, or exactly as it came. */
final class ReadBack {
    /** Their fields decide what happens and are told nowhere. */
    private static final Set<String> TOLD_NOWHERE =
            Set.of("resolveByEmail", "blockByEmail", "unblockByEmail", "blockUser", "lookupByEmail");

    private static final List<String> READS =
            List.of("account", "entitlement-periods?page_size=200", "sanctions?page_size=200", "limits?page_size=200");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    private final Arena arena;
    private final RestLine line;

    ReadBack(Arena arena, RestLine line) {
        this.arena = arena;
        this.line = line;
    }

    void check(Field field, String text, String user, HttpReply reply) throws IOException {
        if (field.place() != Place.BODY
                || TOLD_NOWHERE.contains(field.operation().id())
                || isBlocked(reply)) {
            return;
        }
        String expected = kept(field.leaf(), text);
        boolean isFolded = field.leaf().equals("preferred_language");
        boolean isThere = holds(reply.body(), expected, isFolded);
        String whose = ofAnswer(reply, user);
        for (int i = 0; i < READS.size() && !isThere; i++) {
            String read = "/api/v1/internal/users/" + whose + "/" + READS.get(i);
            isThere = holds(line.get(read).body(), expected, isFolded);
        }
        arena.findings()
                .check(
                        "what was accepted reads back as the contract says",
                        isThere,
                        () -> "%s took %s, and %s is told nowhere"
                                .formatted(field, JsonText.quoted(text, () -> 0L), RestJudge.clip(expected)));
    }

    /** Another strike has blocked this e-mail, and so nobody was made. */
    private static boolean isBlocked(HttpReply reply) {
        return RestJudge.JSON
                .readTree(reply.body())
                .path("outcome")
                .asString("")
                .equals("blocked");
    }

    private static String ofAnswer(HttpReply reply, String user) {
        JsonNode id = RestJudge.JSON.readTree(reply.body()).path("user_id");
        return id.isString() ? id.asString() : user;
    }

    private static String kept(String leaf, String text) {
        return switch (leaf) {
            case "email" -> trimmed(text);
            case "race_name" -> Normalizer.normalize(trimmed(text), Normalizer.Form.NFC);
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

    /** As the contract has it: white space of Unicode, and the separators of ASCII. */
    static String trimmed(String text) {
        String space = "[\\p{IsWhite_Space}\\x1c-\\x1f]+";
        return text.replaceAll("\\A" + space, "").replaceAll(space + "\\z", "");
    }

    private static boolean holds(String json, String expected, boolean isFolded) {
        return holds(RestJudge.JSON.readTree(json), expected, isFolded);
    }

    private static boolean holds(JsonNode node, String expected, boolean isFolded) {
        if (node.isString()) {
            String told = node.asString();
            return (isFolded ? told.toLowerCase(Locale.ROOT) : told).equals(expected);
        }
        return node.valueStream().anyMatch(child -> holds(child, expected, isFolded));
    }
}
