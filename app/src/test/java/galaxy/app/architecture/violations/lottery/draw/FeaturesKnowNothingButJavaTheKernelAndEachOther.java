package galaxy.app.architecture.violations.lottery.draw;

/** A feature that logs. */
@SuppressWarnings("all")
public final class FeaturesKnowNothingButJavaTheKernelAndEachOther {
    org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger("violation");
}
