package galaxy.app.architecture.offenders.chassis.unmarked;

/** In a package where null may be anywhere. */
@SuppressWarnings("all")
public final class EveryPackageIsNullMarked {
    int nothing = 0;
}
