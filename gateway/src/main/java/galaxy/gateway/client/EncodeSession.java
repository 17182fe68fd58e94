package galaxy.gateway.client;

import galaxy.client.auth.DeviceSession;
import galaxy.client.auth.DeviceSessionId;
import galaxy.contracts.gateway.v1.Session;
import galaxy.contracts.gateway.v1.Sessions;
import java.util.List;

/** Sessions as a player sees them. */
final class EncodeSession {
    private EncodeSession() {}

    static Sessions sessions(List<DeviceSession> sessions, DeviceSessionId current) {
        return Sessions.newBuilder()
                .addAllSessions(sessions.stream()
                        .map(session -> session(session, current))
                        .toList())
                .build();
    }

    /** @param current the session of the request */
    static Session session(DeviceSession session, DeviceSessionId current) {
        Session.Builder encoded = Session.newBuilder()
                .setDeviceSessionId(session.id().value())
                .setCredentialKind(session.credentialKind())
                .setCreatedAtMs(session.created().at().toEpochMilli())
                .setLastSeenAtMs(session.lastUsed().at().toEpochMilli())
                .setIdleExpiresAtMs(session.idleExpiresAt().toEpochMilli())
                .setExpiresAtMs(session.expiresAt().toEpochMilli())
                .setStatus(session.status().value())
                .setCurrent(session.id().equals(current));
        session.thumbprint().ifPresent(encoded::setPublicKeyThumbprint);
        session.deviceName().ifPresent(encoded::setDeviceName);
        session.created().country().ifPresent(country -> encoded.setCreatedCountry(country.value()));
        session.lastUsed().country().ifPresent(country -> encoded.setLastCountry(country.value()));
        session.end()
                .ifPresent(end -> encoded.setEndedAtMs(end.at().toEpochMilli())
                        .setEndReasonCode(end.reason().value()));
        return encoded.build();
    }
}
