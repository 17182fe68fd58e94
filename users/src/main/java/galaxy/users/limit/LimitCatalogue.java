package galaxy.users.limit;

import galaxy.users.account.ActiveRecords;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.LimitValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The default limits of free and of paid users, one for each {@link LimitCode}.
 *
 * @param free defaults of users with the free plan
 * @param paid defaults of users with any paid plan
 */
public record LimitCatalogue(Map<LimitCode, LimitValue> free, Map<LimitCode, LimitValue> paid) {
    public LimitCatalogue {
        free = complete("free", free);
        paid = complete("paid", paid);
    }

    /** The catalogue if none is configured. */
    public static LimitCatalogue standard() {
        return new LimitCatalogue(row(0, 0, 3, 3, 0, 3), row(3, 3, 10, 10, 30, 10));
    }

    /** The catalogue as one line, the same for equal catalogues and for no others. */
    public String text() {
        return text(free) + "/" + text(paid);
    }

    private static String text(Map<LimitCode, LimitValue> row) {
        return row.values().stream()
                .map(value -> Integer.toString(value.count()))
                .collect(Collectors.joining(","));
    }

    /** The limits that apply to a user with these overrides, in the order of {@link LimitCode}. */
    public List<EffectiveLimit> effective(boolean isPaid, List<LimitOverride> inForce) {
        return Arrays.stream(LimitCode.values())
                .map(code -> effective(code, isPaid, inForce))
                .toList();
    }

    public EffectiveLimit effective(LimitCode code, boolean isPaid, List<LimitOverride> inForce) {
        return ActiveRecords.find(inForce, code)
                .map(override -> new EffectiveLimit(code, override.value(), EffectiveLimit.Origin.OVERRIDE))
                .orElseGet(() -> new EffectiveLimit(code, byDefault(code, isPaid), EffectiveLimit.Origin.DEFAULT));
    }

    private LimitValue byDefault(LimitCode code, boolean isPaid) {
        LimitValue value = (isPaid ? paid : free).get(code);
        if (value == null) {
            throw new IllegalStateException("the catalogue has no " + code);
        }
        return value;
    }

    private static Map<LimitCode, LimitValue> row(int... counts) {
        Map<LimitCode, LimitValue> row = new TreeMap<>();
        PrimitiveIterator.OfInt next = Arrays.stream(counts).iterator();
        for (LimitCode code : LimitCode.values()) {
            row.put(code, new LimitValue(next.nextInt()));
        }
        return row;
    }

    private static Map<LimitCode, LimitValue> complete(String name, Map<LimitCode, LimitValue> row) {
        List<LimitCode> missing = Arrays.stream(LimitCode.values())
                .filter(code -> !row.containsKey(code))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the catalogue of " + name + " users lacks "
                    + missing.stream().map(LimitCode::code).toList());
        }
        return Collections.unmodifiableMap(new TreeMap<>(row));
    }
}
