package galaxy.app.architecture.violations.chassis;

/** Wired by a container. */
@SuppressWarnings("all")
public final class WiringIsPlainNew {
    @galaxy.app.architecture.violations.inject.Inject
    Object wired = "";
}
