package galaxy.app.architecture.violations.lottery.draw;

/** A time of an old library. */
@SuppressWarnings("all")
public final class TimesAreOfJavaTime {
    java.util.Date date = new java.util.Date(0);
}
