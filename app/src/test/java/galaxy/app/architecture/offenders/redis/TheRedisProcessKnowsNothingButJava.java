package galaxy.app.architecture.offenders.redis;

/** The process that knows its user. */
@SuppressWarnings("all")
public final class TheRedisProcessKnowsNothingButJava {
    galaxy.app.architecture.offenders.chassis.TheChassisKnowsNoService chassis =
            new galaxy.app.architecture.offenders.chassis.TheChassisKnowsNoService();
}
