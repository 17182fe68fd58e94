package galaxy.app.architecture.offenders.users.store;

/** A store that knows its door. */
@SuppressWarnings("all")
public final class TheStoreKnowsNoHttpDoor {
    Object door = galaxy.app.architecture.offenders.users.http.TheHttpDoorKnowsNoStore.class;
}
