package galaxy.app.architecture.offenders.app;

/** Breaks nothing: the others know it. */
@SuppressWarnings("all")
public final class Wiring {
    int nothing = 0;
}
