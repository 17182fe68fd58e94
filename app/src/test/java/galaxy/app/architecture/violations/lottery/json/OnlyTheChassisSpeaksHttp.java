package galaxy.app.architecture.violations.lottery.json;

/** A writer of JSON that speaks HTTP. */
@SuppressWarnings("all")
public final class OnlyTheChassisSpeaksHttp {
    Object status = io.helidon.http.Status.OK_200;
}
