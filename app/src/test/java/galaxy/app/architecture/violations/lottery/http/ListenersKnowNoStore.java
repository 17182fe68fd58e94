package galaxy.app.architecture.violations.lottery.http;

/** Routes that use the store past the features. */
@SuppressWarnings("all")
public final class ListenersKnowNoStore {
    Object store = galaxy.app.architecture.violations.store.StoresKnowNoListener.class;
}
