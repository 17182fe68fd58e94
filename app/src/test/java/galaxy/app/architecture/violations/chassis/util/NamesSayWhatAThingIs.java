package galaxy.app.architecture.violations.chassis.util;

/** A package for anything. */
@SuppressWarnings("all")
public final class NamesSayWhatAThingIs {
    int nothing = 0;
}
