package galaxy.app.architecture.violations.lottery;

/** A service that uses another one in code. */
@SuppressWarnings("all")
public final class AServiceSeesNoOtherService {
    Object other = galaxy.app.architecture.violations.raffle.Raffle.class;
}
