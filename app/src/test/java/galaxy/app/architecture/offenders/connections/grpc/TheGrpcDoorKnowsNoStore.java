package galaxy.app.architecture.offenders.connections.grpc;

/** A door that goes past the domain. */
@SuppressWarnings("all")
public final class TheGrpcDoorKnowsNoStore {
    Object store = galaxy.app.architecture.offenders.connections.store.TheStoreKnowsNoGrpcDoor.class;
}
