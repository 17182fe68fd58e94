package galaxy.app.architecture.offenders.users.eligibility;

/** A feature that answers with a status of gRPC. */
@SuppressWarnings("all")
public final class OnlyDoorsAndTheClientSpeakGrpc {
    Object status = io.grpc.Status.OK;
}
