package galaxy.chassis.service;

import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import java.util.List;
import java.util.Set;

/**
 * One service of the platform, not running yet. Creating it does nothing; a process starts the services that it is asked
 * for.
 *
 * @param <S> what the services of a process share, such as a store
 */
public interface Service<S> {
    /** In lower case; used on the command line, in metrics and in log lines. */
    String name();

    /** Its own settings; the keys begin with its name. */
    List<Setting<?>> settings();

    /** Whether it has records of its own; else a store that it may only read is enough. */
    default boolean hasRecords() {
        return true;
    }

    /** The listeners that any client may use, by what their keys begin with; they need no callers. */
    default Set<String> publicListeners() {
        return Set.of();
    }

    /**
     * Reports what is wrong with its settings together, before anything starts: {@link SettingsReader#problem}.
     *
     * @param plan what else the process runs, and where it listens
     */
    default void check(SettingsReader settings, ProcessPlan plan) {}

    /**
     * Starts it.
     *
     * @throws galaxy.chassis.server.CannotListenException when a port is not available
     */
    Running start(ServiceContext<S> context);
}
