package galaxy.torture;

import galaxy.testkit.StoreImage;
import galaxy.testkit.StoreImage.StreamEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;

/** Images of stores into which faults can be planted. */
public final class StoreImages {
    private StoreImages() {}

    /** The same in maps and lists of its own, which can be changed. */
    public static StoreImage copyOf(StoreImage image) {
        StoreImage copy =
                new StoreImage(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        copy.strings().putAll(image.strings());
        image.lists().forEach((key, list) -> copy.lists().put(key, new ArrayList<>(list)));
        image.sortedSets().forEach((key, set) -> copy.sortedSets().put(key, new LinkedHashMap<>(set)));
        image.hashes().forEach((key, hash) -> copy.hashes().put(key, new LinkedHashMap<>(hash)));
        image.streams()
                .forEach((key, stream) -> copy.streams()
                        .put(
                                key,
                                new ArrayList<>(stream.stream()
                                        .map(each -> new StreamEntry(each.id(), new LinkedHashMap<>(each.fields())))
                                        .toList())));
        return copy;
    }
}
