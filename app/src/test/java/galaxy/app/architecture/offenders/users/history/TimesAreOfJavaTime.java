package galaxy.app.architecture.offenders.users.history;

/** A time of old. */
@SuppressWarnings("all")
public final class TimesAreOfJavaTime {
    java.util.Date date = new java.util.Date(0);
}
