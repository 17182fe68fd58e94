package galaxy.app.architecture.offenders.users.json;

/** A writer of JSON that speaks HTTP. */
@SuppressWarnings("all")
public final class OnlyTheChassisSpeaksHttp {
    Object status = io.helidon.http.Status.OK_200;
}
