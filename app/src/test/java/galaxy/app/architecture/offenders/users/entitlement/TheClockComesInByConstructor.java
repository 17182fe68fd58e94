package galaxy.app.architecture.offenders.users.entitlement;

/** A rule that looks at the clock by itself. */
@SuppressWarnings("all")
public final class TheClockComesInByConstructor {
    java.time.Instant now = java.time.Instant.now();
}
