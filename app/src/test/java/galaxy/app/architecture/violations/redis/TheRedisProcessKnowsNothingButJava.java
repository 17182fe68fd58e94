package galaxy.app.architecture.violations.redis;

/** A process that knows the program around it. */
@SuppressWarnings("all")
public final class TheRedisProcessKnowsNothingButJava {
    Object chassis = galaxy.app.architecture.violations.chassis.http.Listener.class;
}
