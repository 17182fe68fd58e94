package galaxy.app.architecture.violations.lottery.json;

/** A writer of JSON that speaks HTTP. */
@SuppressWarnings("all")
public final class OnlyTheChassisSpeaksHttp {
    Object status = org.eclipse.jetty.http.HttpStatus.OK_200;
}
