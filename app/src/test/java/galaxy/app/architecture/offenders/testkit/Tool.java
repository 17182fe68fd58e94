package galaxy.app.architecture.offenders.testkit;

/** Breaks nothing: the others know it. */
@SuppressWarnings("all")
public final class Tool {
    int nothing = 0;
}
