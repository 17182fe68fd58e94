package galaxy.app.cli.demo;

import galaxy.app.cli.CallOptions;
import galaxy.app.cli.connections.ConnectionsTarget;
import galaxy.client.auth.AuthClient;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.users.UsersClient;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the services are that are filled. */
final class DemoOptions {
    private static final URI USERS = URI.create("http://127.0.0.1:8081");
    private static final String CONNECTIONS = "127.0.0.1:9090";
    private static final URI AUTH = URI.create("http://127.0.0.1:8082");
    private static final URI MANAGEMENT = URI.create("http://127.0.0.1:8090");
    private static final String TARGET = "--connections-target";
    private static final String AUTH_URL = "--auth-url";

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:USERS_URL:-http://127.0.0.1:8081}",
            description = "The address of the users service. Default: the environment variable USERS_URL, or"
                    + " http://127.0.0.1:8081.")
    private URI users = USERS;

    @Option(
            names = TARGET,
            paramLabel = "HOST:PORT",
            defaultValue = "${env:CONNECTIONS_TARGET:-127.0.0.1:9090}",
            description = "The address of the connections service. Default: the environment variable"
                    + " CONNECTIONS_TARGET, or 127.0.0.1:9090.")
    private String connections = CONNECTIONS;

    @Option(
            names = AUTH_URL,
            paramLabel = "URL",
            defaultValue = "${env:AUTH_URL:-http://127.0.0.1:8082}",
            description = "The address of auth. Default: the environment variable AUTH_URL, or http://127.0.0.1:8082.")
    private URI auth = AUTH;

    @Option(
            names = "--management-url",
            paramLabel = "URL",
            defaultValue = "${env:MANAGEMENT_URL:-http://127.0.0.1:8090}",
            description = "The address of the management port, for the outbox. Default: the environment variable"
                    + " MANAGEMENT_URL, or http://127.0.0.1:8090.")
    private URI management = MANAGEMENT;

    @Mixin
    private CallOptions call = new CallOptions();

    UsersClient usersClient() {
        return UsersClient.of(call.settings(users, "USERS_TOKEN_FILE"));
    }

    ConnectionsClient connectionsClient() {
        return ConnectionsTarget.client(TARGET, connections, false, call);
    }

    AuthClient authClient() {
        return AuthClient.of(call.settings(AUTH_URL, auth, "AUTH_TOKEN_FILE"));
    }

    URI management() {
        return management;
    }

    /** What the commands that call users take after their arguments, for one to try next; empty for the default. */
    String toUsers() {
        return users.equals(USERS) ? "" : " --url " + users;
    }

    /** The same of commands that call connections. */
    String toConnections() {
        return connections.equals(CONNECTIONS) ? "" : " --target " + connections;
    }

    /** The same of commands that call auth. */
    String toAuth() {
        return auth.equals(AUTH) ? "" : " --url " + auth;
    }

    /** The same of commands that read the outbox. */
    String toOutbox() {
        return management.equals(MANAGEMENT) ? "" : " --url " + management;
    }
}
