package galaxy.app.architecture.violations.kernel;

/** A value that logs. */
@SuppressWarnings("all")
public final class TheKernelKnowsNothingButJava {
    org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger("violation");
}
