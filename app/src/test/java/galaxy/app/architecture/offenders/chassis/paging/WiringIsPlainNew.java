package galaxy.app.architecture.offenders.chassis.paging;

/** Wired from outside. */
@SuppressWarnings("all")
public final class WiringIsPlainNew {
    @galaxy.app.architecture.offenders.inject.Inject
    Object wired = "";
}
