package galaxy.torture.connections;

import galaxy.testkit.StoreImage;
import galaxy.testkit.StoreImage.StreamEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults to be planted into a store, by the rule that must name them. */
final class Plants {
    private static final String EVENTS = "galaxy:events";

    private final StoreImage image;

    private Plants(StoreImage image) {
        this.image = image;
    }

    static Map<String, Consumer<StoreImage>> in(StoreImage image) {
        return new Plants(image).all();
    }

    private Map<String, Consumer<StoreImage>> all() {
        String contact = string("contact", value -> value.contains("\"contact\":") && !value.contains("fri:end"));
        String profile = string("profile:own-", value -> value.contains("\"held\"") && value.contains("\"Pilot "));
        String other = string(
                "profile",
                value -> value.contains("\"held\"")
                        && !value.equals(image.strings().get(profile)));
        String link = string("link", value -> value.matches("(?s).*\"max\":[1-9].*"));
        String used = string("used:", value -> true);
        String use = string("use:", value -> true);
        String made = string("made:own-", value -> true);
        String claim = string("name:", value -> true);
        Map<String, Consumer<StoreImage>> all = new LinkedHashMap<>();
        all.put(Published.ONCE, spoilt -> stream(spoilt).add(stream(spoilt).getLast()));
        all.put(Published.DENSE, spoilt -> stream(spoilt).remove(stream(spoilt).size() / 2));
        all.put(EventRules.ANNOUNCED, spoilt -> stream(spoilt).remove(created(spoilt)));
        all.put(EventRules.ONCE, Plants::announceTwice);
        all.put(Published.ORDER, spoilt -> Collections.reverse(stream(spoilt)));
        all.put(EventRules.TURNS, spoilt -> stream(spoilt).removeIf(is("\"operation\":\"added\"")));
        all.put(EventRules.LINK, spoilt -> stream(spoilt).removeIf(is("\"operation\":\"consumed\"")));
        all.put(EventRules.PROFILE, spoilt -> change(spoilt, profile, "\"Pilot ", "\"Somebody "));
        all.put(ContactRules.INDEX, spoilt -> unlist(spoilt));
        all.put(OwnRules.CONTACT, spoilt -> spoilt.strings().keySet().removeIf(key -> key.contains(":contact:own-")));
        all.put(OwnRules.PROFILE, spoilt -> spoilt.strings().remove(profile));
        all.put(ProfileRules.BACKED, spoilt -> spoilt.strings().remove(claim));
        all.put(ProfileRules.UNIQUE, spoilt -> rename(spoilt, profile, other));
        all.put(LinkRules.BOUND, spoilt -> change(spoilt, link, "\"uses\":\\d+", "\"uses\":99"));
        all.put(LinkRules.COUNTED, spoilt -> spoilt.strings().remove(use));
        all.put(
                LinkRules.EVENTS,
                spoilt -> events(spoilt, used).add(events(spoilt, used).getLast()));
        all.put(LinkRules.FOUND, spoilt -> spoilt.strings().remove(made));
        all.put(LinkRules.LIVE, spoilt -> spoilt.strings().keySet().removeIf(key -> key.contains(":live-links:")));
        all.put(OwnRules.MADE, spoilt -> spoilt.strings().remove(made));
        all.put(OwnRules.LINK, spoilt -> spoilt.strings().keySet().removeIf(key -> key.contains(":link:")));
        all.put(ContactRules.EDGE, spoilt -> spoilt.strings().remove(used));
        all.put(
                "a contact that came of a link is there unless it was removed",
                spoilt -> spoilt.strings().keySet().removeIf(key -> key.contains(":contact:link-")));
        all.put(StoreCheck.PENDING, spoilt -> spoilt.sortedSets().put("connections:{0}:due", Map.of("use a b", 1.0)));
        all.put(
                "every event is published",
                spoilt -> spoilt.streams()
                        .put("connections:{0}:outbox", List.of(stream(spoilt).getLast())));
        all.put(
                "a use of a link made a contact of its owner",
                spoilt -> change(spoilt, used, "\"contact\":\"[^\"]+\"", "\"contact\":\"somebody\""));
        all.put(
                "a link was written once for each of its events",
                spoilt ->
                        spoilt.strings().computeIfPresent(link, (key, value) -> "000000000099" + value.substring(12)));
        all.put(
                "a record of a contact fits its key",
                spoilt -> spoilt.strings()
                        .computeIfPresent(
                                contact, (key, value) -> value.replaceFirst("\"owner\":\"", "\"owner\":\"x")));
        return all;
    }

    private String string(String kind, Predicate<String> which) {
        return image.strings().entrySet().stream()
                .filter(each -> each.getKey().matches("connections:\\{[^}]+}:" + kind + ".*"))
                .filter(each -> which.test(each.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the load made no " + kind));
    }

    private static List<StreamEntry> stream(StoreImage spoilt) {
        return spoilt.streams().computeIfAbsent(EVENTS, any -> new ArrayList<>());
    }

    private static Predicate<StreamEntry> is(String text) {
        return entry -> entry.fields().getOrDefault("data", "").contains(text);
    }

    /** That somebody made a link. */
    private static StreamEntry created(StoreImage spoilt) {
        return stream(spoilt).stream()
                .filter(is("\"operation\":\"created\""))
                .findFirst()
                .orElseThrow();
    }

    /** The same event under another id. */
    private static void announceTwice(StoreImage spoilt) {
        StreamEntry event = created(spoilt);
        Map<String, String> fields = new LinkedHashMap<>(event.fields());
        fields.put("id", "another");
        stream(spoilt).add(new StreamEntry(event.id(), fields));
    }

    private static void change(StoreImage spoilt, String key, String from, String to) {
        spoilt.strings()
                .computeIfPresent(
                        key,
                        (any, value) -> value.substring(0, 20)
                                + value.substring(20).replaceFirst(from, Matcher.quoteReplacement(to)));
    }

    private static void unlist(StoreImage spoilt) {
        String key = spoilt.sortedSets().keySet().stream()
                .filter(each -> each.contains(":contacts:"))
                .findFirst()
                .orElseThrow();
        spoilt.sortedSets().remove(key);
    }

    /** Both hold the username of the first. */
    private static void rename(StoreImage spoilt, String first, String second) {
        Pattern held = Pattern.compile("\"held\":\\{[^}]*}");
        Matcher name = held.matcher(spoilt.strings().get(first));
        if (name.find()) {
            change(spoilt, second, "\"held\":\\{[^}]*}", name.group());
        }
    }

    private static List<String> events(StoreImage spoilt, String used) {
        String link = used.substring(used.lastIndexOf(':') + 1);
        return spoilt.lists().entrySet().stream()
                .filter(each -> each.getKey().endsWith(":link-events:" + link))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
