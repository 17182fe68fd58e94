package galaxy.app;

import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.store.EventStream;
import galaxy.store.StoreAddress;
import galaxy.store.StoreSettings;
import galaxy.testkit.RedisNode;

/** The public stream of a server of a test's own. */
final class EventsOf {
    private EventsOf() {}

    static EventStream events(RedisNode redis) {
        StoreSettings standard = StoreSettings.read(new SettingsReader(SettingSources.none(), StoreSettings.ALL));
        return EventStream.connect(StoreAddress.parse(redis.uri()), standard);
    }
}
