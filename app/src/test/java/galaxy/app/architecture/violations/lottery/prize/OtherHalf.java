package galaxy.app.architecture.violations.lottery.prize;

/** The other half of a cycle. */
@SuppressWarnings("all")
public final class OtherHalf {
    Object other = galaxy.app.architecture.violations.lottery.ticket.PackagesHaveNoCycles.class;
}
