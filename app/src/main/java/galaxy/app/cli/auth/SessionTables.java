package galaxy.app.cli.auth;

import galaxy.app.cli.Table;
import galaxy.app.cli.TimeFormat;
import galaxy.client.auth.DeviceSession;
import galaxy.kernel.CountryCode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions as tables. */
final class SessionTables {
    private final PrintWriter out;
    private final Instant now;

    SessionTables(PrintWriter out, Instant now) {
        this.out = out;
        this.now = now;
    }

    /** @param withEnds whether some may have ended */
    @SuppressWarnings("MissingSummary")
    void list(List<DeviceSession> sessions, boolean withEnds) {
        Table table = withEnds
                ? new Table("SESSION", "DEVICE", "KIND", "CREATED", "LAST USED (UTC)", "STATUS", "ENDED")
                : new Table("SESSION", "DEVICE", "KIND", "CREATED", "LAST USED (UTC)", "ENDS UNUSED");
        table.mayLeaveOut("CREATED", "KIND", "ENDS UNUSED");
        sessions.forEach(session -> {
            if (withEnds) {
                table.row(
                        session.id().value(),
                        session.deviceName().orElse("-"),
                        session.credentialKind(),
                        use(session.created()),
                        use(session.lastUsed()),
                        session.status().value(),
                        session.end().map(SessionTables::end).orElse("-"));
            } else {
                table.row(
                        session.id().value(),
                        session.deviceName().orElse("-"),
                        session.credentialKind(),
                        use(session.created()),
                        use(session.lastUsed()),
                        TimeFormat.showEnd(Optional.of(session.idleExpiresAt()), now));
            }
        });
        table.print(out);
    }

    void one(DeviceSession session) {
        Table.plain()
                .row("session", session.id().value())
                .row("user id", session.userId().value())
                .row("device", session.deviceName().orElse("-"))
                .row("kind", session.credentialKind())
                .row("key", session.thumbprint().orElse("-"))
                .row("created (UTC)", use(session.created()))
                .row("last used", use(session.lastUsed()))
                .row("status", session.status().value())
                .row("ended", session.end().map(SessionTables::end).orElse("-"))
                .print(out);
    }

    /** {@code 2026-03-01 12:00 DE}. */
    private static String use(DeviceSession.Use use) {
        return TimeFormat.show(use.at())
                + use.country().map(CountryCode::value).map(code -> " " + code).orElse("");
    }

    /** {@code 2026-03-01 12:00 signed_out (user:usr_…)}. */
    private static String end(DeviceSession.End end) {
        return "%s %s (%s%s)"
                .formatted(
                        TimeFormat.show(end.at()),
                        end.reason().value(),
                        end.by().type(),
                        end.by().id().map(id -> ":" + id).orElse(""));
    }
}
