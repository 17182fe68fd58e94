package galaxy.torture.connections;

import galaxy.testkit.StoreImage;
import galaxy.testkit.StoreImage.StreamEntry;
import galaxy.torture.workload.EventLog;
import galaxy.torture.workload.Leftovers;
import galaxy.torture.workload.Names;
import galaxy.torture.workload.RequestedEvents;
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
final class PlantedFaults {
    private static final String EVENTS = "galaxy:events";

    private final StoreImage image;

    private PlantedFaults(StoreImage image) {
        this.image = image;
    }

    static Map<String, Consumer<StoreImage>> in(StoreImage image) {
        return new PlantedFaults(image).all();
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
        all.put(EventLog.ONCE, damaged -> stream(damaged).add(stream(damaged).getLast()));
        all.put(
                EventLog.COMPLETE,
                damaged -> stream(damaged).remove(stream(damaged).size() / 2));
        all.put(RequestedEvents.PUBLISHED, damaged -> stream(damaged).remove(created(damaged)));
        all.put(RequestedEvents.ONCE, PlantedFaults::publishTwice);
        all.put(EventLog.ORDER, damaged -> Collections.reverse(stream(damaged)));
        all.put(EventRules.TURNS, damaged -> stream(damaged).removeIf(is("\"operation\":\"added\"")));
        all.put(EventRules.LINK, damaged -> stream(damaged).removeIf(is("\"operation\":\"consumed\"")));
        all.put(EventRules.PROFILE, damaged -> change(damaged, profile, "\"Pilot ", "\"Another "));
        all.put(StoreRules.LISTED, damaged -> unlist(damaged));
        all.put(
                Knowledge.CONTACTS + Knowledge.STORED,
                damaged -> damaged.strings().keySet().removeIf(key -> key.contains(":contact:own-")));
        all.put(
                Knowledge.PROFILE + Knowledge.STORED,
                damaged -> damaged.strings().remove(profile));
        all.put(Names.BACKED, damaged -> damaged.strings().remove(claim));
        all.put(Names.UNIQUE, damaged -> rename(damaged, profile, other));
        all.put(StoreRules.BOUND, damaged -> change(damaged, link, "\"uses\":\\d+", "\"uses\":99"));
        all.put(StoreRules.COUNTED, damaged -> damaged.strings().remove(use));
        all.put(
                StoreRules.EVENTS,
                damaged -> events(damaged, used).add(events(damaged, used).getLast()));
        all.put(StoreRules.FOUND, damaged -> damaged.strings().remove(made));
        all.put(StoreRules.LIVE, damaged -> damaged.strings().keySet().removeIf(key -> key.contains(":live-links:")));
        all.put(
                Knowledge.LINK + Knowledge.STORED,
                damaged -> damaged.strings().keySet().removeIf(key -> key.contains(":link:")));
        all.put(StoreRules.USED, damaged -> damaged.strings().remove(used));
        all.put(
                EventRules.USED,
                damaged -> damaged.strings().keySet().removeIf(key -> key.contains(":contact:contest-")));
        all.put(Leftovers.RULE, damaged -> damaged.sortedSets().put("connections:{0}:due", Map.of("use a b", 1.0)));
        all.put(StoreRules.SETTLED, damaged -> change(damaged, use, "\"settled\":true", "\"settled\":false"));
        all.put(Names.SETTLED, damaged -> change(damaged, profile, "\"held\"", "\"pending\":{},\"held\""));
        all.put(
                StoreRules.OWNER,
                damaged -> change(damaged, used, "\"contact\":\"[^\"]+\"", "\"contact\":\"another\""));
        all.put(
                StoreRules.VERSION,
                damaged ->
                        damaged.strings().computeIfPresent(link, (key, value) -> "000000000099" + value.substring(12)));
        all.put(
                StoreRules.KEY,
                damaged -> damaged.strings()
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

    private static List<StreamEntry> stream(StoreImage damaged) {
        return damaged.streams().computeIfAbsent(EVENTS, any -> new ArrayList<>());
    }

    private static Predicate<StreamEntry> is(String text) {
        return entry -> entry.fields().getOrDefault("data", "").contains(text);
    }

    /** The event of a new link. */
    private static StreamEntry created(StoreImage damaged) {
        return stream(damaged).stream()
                .filter(is("\"operation\":\"created\""))
                .findFirst()
                .orElseThrow();
    }

    /** The same event under another id. */
    private static void publishTwice(StoreImage damaged) {
        StreamEntry event = created(damaged);
        Map<String, String> fields = new LinkedHashMap<>(event.fields());
        fields.put("id", "another");
        stream(damaged).add(new StreamEntry(event.id(), fields));
    }

    private static void change(StoreImage damaged, String key, String from, String to) {
        damaged.strings()
                .computeIfPresent(
                        key,
                        (any, value) -> value.substring(0, 20)
                                + value.substring(20).replaceFirst(from, Matcher.quoteReplacement(to)));
    }

    private static void unlist(StoreImage damaged) {
        String key = damaged.sortedSets().keySet().stream()
                .filter(each -> each.contains(":contacts:"))
                .findFirst()
                .orElseThrow();
        damaged.sortedSets().remove(key);
    }

    /** Both hold the username of the first. */
    private static void rename(StoreImage damaged, String first, String second) {
        Pattern held = Pattern.compile("\"held\":\\{[^}]*}");
        Matcher name = held.matcher(damaged.strings().get(first));
        if (name.find()) {
            change(damaged, second, "\"held\":\\{[^}]*}", name.group());
        }
    }

    private static List<String> events(StoreImage damaged, String used) {
        String link = used.substring(used.lastIndexOf(':') + 1);
        return damaged.lists().entrySet().stream()
                .filter(each -> each.getKey().endsWith(":link-events:" + link))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
