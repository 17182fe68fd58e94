package galaxy.app.architecture.violations.chassis;

/** A chassis that knows the store above it. */
@SuppressWarnings("all")
public final class AModuleSeesOnlyThoseBelowIt {
    Object above = galaxy.app.architecture.violations.store.StoresKnowNoListener.class;
}
