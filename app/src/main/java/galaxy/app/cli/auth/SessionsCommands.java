package galaxy.app.cli.auth;

import galaxy.app.cli.CommandGroup;
import galaxy.app.cli.JsonOption;
import galaxy.app.cli.ReasonOptions;
import galaxy.client.auth.AuthClient;
import galaxy.client.auth.AuthJson;
import galaxy.client.auth.DeviceSession;
import galaxy.client.auth.DeviceSessionId;
import galaxy.kernel.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code galaxy sessions …}. */
@Command(
        name = "sessions",
        description = {
            "Shows and ends the sessions of users, of devices and of browsers.",
            "Prints tables, or JSON with --json."
        },
        subcommands = {SessionsCommands.ListThem.class, SessionsCommands.Revoke.class, SessionsCommands.RevokeAll.class
        })
public final class SessionsCommands extends CommandGroup {
    private static final String USER_RULE = "The id of the user; `galaxy users show` finds it.";
    private static final String SESSION_RULE = "The id of the session; `galaxy sessions list` shows it.";

    @Command(
            name = "list",
            description = {
                "Lists the sessions of a user, the newest first. An unknown user has none.",
                "With --json one line for each session."
            })
    static final class ListThem extends AuthServiceCommand {
        @Parameters(paramLabel = "USER", description = USER_RULE)
        private UserId user = UserId.of("");

        @Option(names = "--all", description = "Lists also the last 50 that ended within 30 days.")
        private boolean all;

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        void run(AuthClient client) {
            List<DeviceSession> sessions = all ? client.allSessions(user) : client.sessions(user);
            if (json.isOn()) {
                sessions.forEach(session -> out().println(AuthJson.session(session)));
            } else if (sessions.isEmpty()) {
                note(all ? "the user has no session" : "the user has no active session");
            } else {
                new SessionTables(out(), InstantSource.system().instant()).list(sessions, all);
            }
        }
    }

    @Command(
            name = "revoke",
            description = {
                "Ends a session, and shows it. One that has ended keeps its first end.",
                "It cannot be used from this moment on."
            })
    static final class Revoke extends AuthServiceCommand {
        @Parameters(paramLabel = "SESSION", description = SESSION_RULE)
        private DeviceSessionId session = DeviceSessionId.of("");

        @Option(
                names = "--user",
                paramLabel = "USER",
                description = "The user whose session it has to be. Default: any user.")
        private Optional<UserId> user = Optional.empty();

        @Mixin
        private ReasonOptions reason = new ReasonOptions();

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        void run(AuthClient client) {
            DeviceSession ended = client.revoke(session, user, reason.reason()).orElseThrow();
            if (json.isOn()) {
                out().println(AuthJson.session(ended));
            } else {
                new SessionTables(out(), InstantSource.system().instant()).one(ended);
            }
        }
    }

    @Command(
            name = "revoke-all",
            description = {
                "Ends the sessions of a user together. An unknown user has none.",
                "The user can sign in again: `galaxy users block` keeps a user out, and ends the sessions too."
            })
    static final class RevokeAll extends AuthServiceCommand {
        @Parameters(paramLabel = "USER", description = USER_RULE)
        private UserId user = UserId.of("");

        @Option(names = "--except", paramLabel = "SESSION", description = "A session that stays.")
        private Optional<DeviceSessionId> except = Optional.empty();

        @Mixin
        private ReasonOptions reason = new ReasonOptions();

        @Mixin
        private JsonOption json = new JsonOption();

        @Override
        void run(AuthClient client) {
            int revoked = client.revokeAll(user, except, reason.reason()).orElseThrow();
            if (json.isOn()) {
                out().println(JsonNodeFactory.instance
                        .objectNode()
                        .put("user_id", user.value())
                        .put("revoked", revoked));
            } else {
                out().printf("%d %s ended%n", revoked, revoked == 1 ? "session" : "sessions");
            }
        }
    }
}
