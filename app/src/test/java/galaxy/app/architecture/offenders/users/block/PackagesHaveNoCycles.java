package galaxy.app.architecture.offenders.users.block;

/** One half of a cycle. */
@SuppressWarnings("all")
public final class PackagesHaveNoCycles {
    Object one = galaxy.app.architecture.offenders.users.sanction.OtherHalf.class;
}
