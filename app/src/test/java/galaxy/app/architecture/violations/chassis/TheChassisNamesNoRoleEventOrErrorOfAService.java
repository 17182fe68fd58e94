package galaxy.app.architecture.violations.chassis;

/** A chassis that knows an error of a service. */
@SuppressWarnings("all")
public final class TheChassisNamesNoRoleEventOrErrorOfAService {
    Object ofUsers = galaxy.contracts.ErrorCode.USER_NOT_FOUND;
}
