package galaxy.app.architecture.violations.chassis.unmarked;

/** In a package where everything may be null. */
@SuppressWarnings("all")
public final class EveryPackageIsNullMarked {
    int nothing = 0;
}
