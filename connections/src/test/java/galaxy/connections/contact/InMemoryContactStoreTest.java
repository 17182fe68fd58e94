package galaxy.connections.contact;

final class InMemoryContactStoreTest implements ContactStoreContract {
    @Override
    public ContactStore store() {
        return new InMemoryContactStore();
    }
}
