package galaxy.app.architecture.violations.raffle.ticket;

/** A feature with pages that makes responses. */
@SuppressWarnings("all")
public final class FeaturesOfPagesKnowNoServer {
    galaxy.pages.view.Tone tone = galaxy.pages.view.Tone.OK;
    galaxy.chassis.http.Response response = galaxy.chassis.http.Response.empty(204);
}
