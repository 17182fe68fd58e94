package galaxy.app.architecture.violations.lottery.ticket;

/** One half of a cycle. */
@SuppressWarnings("all")
public final class PackagesHaveNoCycles {
    Object one = galaxy.app.architecture.violations.lottery.prize.OtherHalf.class;
}
