package galaxy.store;

import java.util.List;

/** Writes down what has come to be due for records of a service. Repeatable, and may run at the same time as others. */
@FunctionalInterface
public interface DueRecords {
    /** Of one record. */
    void repair(String id);

    /** Of as many of these as can be done at once. What is left of them is repaired one by one. */
    default void repairTogether(List<String> ids) {}
}
