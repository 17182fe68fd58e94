package galaxy.auth.flow;

import galaxy.auth.session.SessionReport;
import java.time.Duration;

/** Hears nothing. */
final class NoReport implements SessionReport {
    @Override
    public void created(String kind) {}

    @Override
    public void ended(String cause) {}

    @Override
    public void revokedAfter(Duration lag) {}

    @Override
    public void unreadableEvent(String why) {}
}
