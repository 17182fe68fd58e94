package galaxy.app.architecture.offenders.users.racename;

/** A name that logs. */
@SuppressWarnings("all")
public final class RaceNamesKnowUnicodeBesides {
    org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger("offender");
}
