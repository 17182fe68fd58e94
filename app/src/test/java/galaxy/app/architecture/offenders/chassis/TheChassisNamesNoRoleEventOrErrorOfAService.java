package galaxy.app.architecture.offenders.chassis;

import galaxy.contracts.ErrorCode;

public final class TheChassisNamesNoRoleEventOrErrorOfAService {
    public ErrorCode ofUsers() {
        return ErrorCode.USER_NOT_FOUND;
    }
}
