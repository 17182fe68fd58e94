package galaxy.app.architecture.offenders.users;

/** A service that knows who runs it. */
@SuppressWarnings("all")
public final class AServiceKnowsNeitherTheProgramNorTheRedisProcess {
    galaxy.app.architecture.offenders.app.Wiring program = new galaxy.app.architecture.offenders.app.Wiring();
}
