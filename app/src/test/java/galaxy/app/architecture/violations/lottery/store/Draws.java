package galaxy.app.architecture.violations.lottery.store;

/** Violates nothing: another depends on it. */
@SuppressWarnings("all")
public final class Draws {
    int nothing = 0;
}
