package galaxy.app.architecture.violations.lottery;

/** A service that no list names. */
@SuppressWarnings("all")
public abstract class Lottery implements galaxy.chassis.service.Service<Object> {}
