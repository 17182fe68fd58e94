package galaxy.app.architecture.violations.contracts;

/** A contract that logs. */
@SuppressWarnings("all")
public final class ContractsKnowNothingButJavaAndTheWire {
    org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger("violation");
}
