package galaxy.sessions;

class MemoryReplayGuardTest extends ReplayGuardContract {
    private final MemoryReplayGuard guard = new MemoryReplayGuard(PER_MINUTE);

    @Override
    protected ReplayGuard fresh() {
        return guard;
    }

    @Override
    protected void lose() {
        guard.restart();
    }

    @Override
    protected void store(SessionId id, Session session) {
        guard.put(id, session);
    }
}
