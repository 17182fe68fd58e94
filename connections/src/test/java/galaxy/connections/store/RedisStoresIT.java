package galaxy.connections.store;

import galaxy.connections.contact.ContactStore;
import galaxy.connections.contact.ContactStoreContract;
import galaxy.connections.link.LinkStoreContract;
import galaxy.connections.profile.ProfileStore;
import galaxy.connections.profile.ProfileStoreContract;
import galaxy.testkit.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The stores in Redis have the behaviour of those in memory. */
@ParameterizedClass
@EnumSource(Topology.class)
final class RedisStoresIT {
    @Parameter
    Topology topology;

    private ConnectionsFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ConnectionsFixture(topology, 1);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Nested
    final class Profiles implements ProfileStoreContract {
        @Override
        public ProfileStore store() {
            return fixture.caller().store().profiles();
        }
    }

    @Nested
    final class Contacts implements ContactStoreContract {
        @Override
        public ContactStore store() {
            return fixture.caller().store().contacts();
        }
    }

    @Nested
    final class ContactLinks implements LinkStoreContract {
        @Override
        public Stores stores() {
            ConnectionsStore store = fixture.caller().store();
            return new Stores(store.links(), store.contacts());
        }
    }
}
