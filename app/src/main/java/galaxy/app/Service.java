package galaxy.app;

/** The services that the program has. */
enum Service {
    USERS,
    CONNECTIONS
}
