package galaxy.users.memory;

import galaxy.users.racename.RaceNamePolicy;

final class MemoryPolicyTest implements RaceNamePolicyContract {
    @Override
    public RaceNamePolicy policy() {
        return new MemoryPolicy();
    }
}
