package galaxy.app.architecture.offenders.chassis.util;

/** In a drawer for everything. */
@SuppressWarnings("all")
public final class NamesSayWhatAThingIs {
    int nothing = 0;
}
