package galaxy.app.architecture.violations.store;

/** A store that knows HTTP. */
@SuppressWarnings("all")
public final class StoresKnowNoListener {
    Object listener = galaxy.app.architecture.violations.chassis.http.Listener.class;
}
