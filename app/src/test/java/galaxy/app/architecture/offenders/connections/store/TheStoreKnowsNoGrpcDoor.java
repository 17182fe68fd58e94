package galaxy.app.architecture.offenders.connections.store;

/** A store that knows its door. */
@SuppressWarnings("all")
public final class TheStoreKnowsNoGrpcDoor {
    galaxy.app.architecture.offenders.connections.grpc.TheGrpcDoorKnowsNoStore door =
            new galaxy.app.architecture.offenders.connections.grpc.TheGrpcDoorKnowsNoStore();
}
