package galaxy.store;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The records of a service that are in indexes.
 *
 * @param kind that the keys of the records have
 * @param idOf from a member of the index of them all, which is {@code index:all} and begins with a time of 13 digits, to the id of
 *     the record
 * @param keyOf from an id to the key of the record
 * @param format of the records
 * @param reindexed the commit that puts a record into its indexes; if it is not even said to be necessary, only when the record
 *     says that it is indexed by another catalogue
 */
public record Indexed<T>(
        String kind,
        Function<String, String> idOf,
        UnaryOperator<String> keyOf,
        Format<T> format,
        BiFunction<Versioned<T>, Boolean, Optional<Commit>> reindexed) {}
