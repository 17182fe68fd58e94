package galaxy.gateway.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import galaxy.gateway.request.DeviceKeys;
import galaxy.sessions.Credential;
import galaxy.sessions.ReplayGuard;
import galaxy.sessions.Session;
import galaxy.sessions.SessionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Device keys as they were read first; sessions that there are not, and those of browsers, are asked for each time. */
public final class CachedKeys implements DeviceKeys {
    private static final int MOST = 100_000;

    private final ReplayGuard sessions;
    private final Cache<SessionId, Credential> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    public CachedKeys(ReplayGuard sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<Credential> find(SessionId id) {
        @Nullable Credential cached = known.getIfPresent(id);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<Credential> key = sessions.find(id)
                .map(Session::credential)
                .filter(credential -> credential.kind().equals(Credential.ED25519));
        key.ifPresent(found -> known.put(id, found));
        return key;
    }
}
