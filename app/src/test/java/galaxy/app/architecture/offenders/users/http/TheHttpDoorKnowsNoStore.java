package galaxy.app.architecture.offenders.users.http;

/** A door that goes past the domain. */
@SuppressWarnings("all")
public final class TheHttpDoorKnowsNoStore {
    galaxy.app.architecture.offenders.users.store.TheStoreKnowsNoHttpDoor store =
            new galaxy.app.architecture.offenders.users.store.TheStoreKnowsNoHttpDoor();
}
