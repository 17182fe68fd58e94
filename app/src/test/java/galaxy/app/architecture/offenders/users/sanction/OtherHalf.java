package galaxy.app.architecture.offenders.users.sanction;

/** The other half of a cycle. */
@SuppressWarnings("all")
public final class OtherHalf {
    Object other = galaxy.app.architecture.offenders.users.block.PackagesHaveNoCycles.class;
}
