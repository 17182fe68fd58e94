package galaxy.app.architecture.offenders.chassis;

/** A ground that knows what stands on it. */
@SuppressWarnings("all")
public final class TheChassisKnowsNoService {
    galaxy.app.architecture.offenders.users.limit.FeaturesKnowNothingButJavaTheKernelAndEachOther feature =
            new galaxy.app.architecture.offenders.users.limit.FeaturesKnowNothingButJavaTheKernelAndEachOther();
}
