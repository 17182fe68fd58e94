package galaxy.users.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Functions on lists of active records: at most one per code, in the order of the codes, immutable. */
public final class ActiveRecords {
    private ActiveRecords() {}

    /** A copy of the list, checked to be one. */
    public static <C extends Comparable<C>, R extends CodedRecord<C>> List<R> checked(List<R> records) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).removal().isPresent()) {
                throw new IllegalArgumentException(
                        "a removed record is not active: " + records.get(i).code());
            }
            if (i > 0 && records.get(i - 1).code().compareTo(records.get(i).code()) >= 0) {
                throw new IllegalArgumentException("one record per code, in the order of the codes, not " + records);
            }
        }
        return List.copyOf(records);
    }

    /** The list in the order of the codes, which another version may have written in another. */
    public static <C extends Comparable<C>, R extends CodedRecord<C>> List<R> ordered(List<R> records) {
        return records.size() < 2
                ? records
                : records.stream()
                        .sorted(Comparator.comparing(CodedRecord::code))
                        .toList();
    }

    public static <C extends Comparable<C>, R extends CodedRecord<C>> Optional<R> find(List<R> records, C code) {
        for (R record : records) {
            if (record.code().equals(code)) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }

    public static <C extends Comparable<C>, R extends CodedRecord<C>> Optional<R> findActive(
            List<R> records, C code, Instant now) {
        return find(records, code).filter(record -> record.isActiveAt(now));
    }

    /** The list with this record instead of the one of its code. */
    public static <C extends Comparable<C>, R extends CodedRecord<C>> List<R> with(List<R> records, R added) {
        List<R> next = new ArrayList<>(without(records, added.code()));
        next.add(added);
        next.sort(Comparator.comparing(CodedRecord::code));
        return List.copyOf(next);
    }

    public static <C extends Comparable<C>, R extends CodedRecord<C>> List<R> without(List<R> records, C code) {
        return records.stream().filter(record -> !record.code().equals(code)).toList();
    }

    public static <C extends Comparable<C>, R extends CodedRecord<C>> List<R> activeAt(List<R> records, Instant now) {
        return records.stream().filter(record -> record.isActiveAt(now)).toList();
    }

    public static <C extends Comparable<C>, R extends CodedRecord<C>> List<R> expiredAt(List<R> records, Instant now) {
        return records.stream().filter(record -> !record.isActiveAt(now)).toList();
    }
}
