package galaxy.app.architecture.violations.lottery.draw;

/** A rule that reads the clock itself. */
@SuppressWarnings("all")
public final class TheClockComesInByConstructor {
    java.time.Instant now = java.time.Instant.now();
}
