package galaxy.app.architecture.offenders.kernel;

/** A word of the domain that logs. */
@SuppressWarnings("all")
public final class TheKernelKnowsNothingButJava {
    org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger("offender");
}
