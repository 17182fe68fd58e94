package galaxy.chassis.service;

import galaxy.chassis.settings.Setting;
import java.util.List;

/**
 * One service of the platform, not running yet. Making it costs nothing; a process starts those that it is asked for.
 *
 * @param <S> what it needs of what the services of a process share, such as a store
 */
public interface Service<S> {
    /** In lower case; the operator's word for it, and the label of its metrics and log lines. */
    String name();

    /** Every setting that it has for itself; the keys begin with its name. */
    List<Setting<?>> settings();

    /**
     * Starts it.
     *
     * @throws galaxy.chassis.server.CannotListenException when a port cannot be had
     */
    Running start(ServiceContext<S> context);
}
