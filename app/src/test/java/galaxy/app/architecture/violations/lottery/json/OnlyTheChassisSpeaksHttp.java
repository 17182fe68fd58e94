package galaxy.app.architecture.violations.lottery.json;

/** A writer of JSON that speaks HTTP. */
@SuppressWarnings("all")
public final class OnlyTheChassisSpeaksHttp {
    Object method = org.eclipse.jetty.http.HttpMethod.GET;
}
