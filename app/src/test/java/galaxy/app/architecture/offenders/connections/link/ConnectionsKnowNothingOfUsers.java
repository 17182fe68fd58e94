package galaxy.app.architecture.offenders.connections.link;

/** A service that reaches into another. */
@SuppressWarnings("all")
public final class ConnectionsKnowNothingOfUsers {
    Object other = galaxy.app.architecture.offenders.users.UsersKnowNothingOfConnections.class;
}
