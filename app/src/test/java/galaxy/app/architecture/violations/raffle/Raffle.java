package galaxy.app.architecture.violations.raffle;

/** Another one. */
@SuppressWarnings("all")
public abstract class Raffle implements galaxy.chassis.service.Service<Object> {}
