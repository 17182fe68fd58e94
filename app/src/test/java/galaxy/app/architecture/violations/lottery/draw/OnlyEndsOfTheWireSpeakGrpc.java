package galaxy.app.architecture.violations.lottery.draw;

/** A feature that knows a status of gRPC. */
@SuppressWarnings("all")
public final class OnlyEndsOfTheWireSpeakGrpc {
    Object status = io.grpc.Status.OK;
}
