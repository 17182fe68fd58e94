package galaxy.app.architecture.offenders.users;

/** A service that reaches into another. */
@SuppressWarnings("all")
public final class UsersKnowNothingOfConnections {
    galaxy.app.architecture.offenders.connections.link.ConnectionsKnowNothingOfUsers other =
            new galaxy.app.architecture.offenders.connections.link.ConnectionsKnowNothingOfUsers();
}
