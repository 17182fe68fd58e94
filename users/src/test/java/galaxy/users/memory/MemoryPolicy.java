package galaxy.users.memory;

import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A policy for plain ASCII names, which a test can make unavailable. */
public final class MemoryPolicy implements RaceNamePolicy {
    private volatile boolean isUnavailable;

    public void setUnavailable(boolean unavailable) {
        isUnavailable = unavailable;
    }

    @Override
    public Verdict canonicalKeys(RaceName name) {
        if (isUnavailable) {
            throw new PolicyUnavailable(new IOException("the catalogue of names is down"));
        }
        if (!name.value().chars().allMatch(c -> c < 0x80)) {
            return new Verdict.Refused("must be ASCII");
        }
        return new Verdict.Allowed(List.of(CanonicalKey.of(name.value()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[ _.'-]", "")
                .replace('i', '1')
                .replace('l', '1')
                .replace('o', '0')
                .replace('b', '8'))));
    }

    @Override
    public String version() {
        return "memory-1";
    }
}
