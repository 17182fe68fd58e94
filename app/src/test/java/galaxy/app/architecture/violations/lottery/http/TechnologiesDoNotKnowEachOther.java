package galaxy.app.architecture.violations.lottery.http;

/** Routes that use Redis past the features. */
@SuppressWarnings("all")
public final class TechnologiesDoNotKnowEachOther {
    Object store = galaxy.app.architecture.violations.lottery.store.Draws.class;
}
