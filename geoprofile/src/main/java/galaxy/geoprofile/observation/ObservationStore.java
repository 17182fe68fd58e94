package galaxy.geoprofile.observation;

import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import java.util.List;

/** Stores observations. Each method is one atomic step and throws when the store does not respond. */
public interface ObservationStore {
    /** Observations as they were read. */
    interface Snapshot {
        UserId userId();

        Observations observations();
    }

    Snapshot read(UserId userId);

    /** Those of several users, in the order of the ids; none for a user of whom nothing can be read. */
    List<Observations> readAll(List<UserId> userIds);

    /** Writes them if they still are as they were read. */
    WriteResult write(Snapshot seen, Observations next);
}
