package galaxy.app.architecture.violations.chassis.http;

/** Violates nothing: others depend on it. */
@SuppressWarnings("all")
public final class Listener {
    int nothing = 0;
}
