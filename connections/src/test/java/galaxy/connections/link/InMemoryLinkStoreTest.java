package galaxy.connections.link;

import galaxy.connections.contact.InMemoryContactStore;
import java.util.Random;

final class InMemoryLinkStoreTest implements LinkStoreContract {
    @Override
    public Stores stores() {
        InMemoryContactStore contacts = new InMemoryContactStore();
        return new Stores(new InMemoryLinkStore(contacts, new Random(1)), contacts);
    }
}
