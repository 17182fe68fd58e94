package galaxy.client.gateway;

import galaxy.contracts.gateway.v1.Account;
import galaxy.contracts.gateway.v1.Actor;
import galaxy.contracts.gateway.v1.EffectiveLimit;
import galaxy.contracts.gateway.v1.Entitlement;
import galaxy.contracts.gateway.v1.Limit;
import galaxy.contracts.gateway.v1.Sanction;
import galaxy.contracts.gateway.v1.Session;

/** Messages of the gateway. */
final class Messages {
    static final long TIME = 1_764_104_400_000L;

    private Messages() {}

    static Account account() {
        Actor service = Actor.newBuilder().setType("service").setId("auth").build();
        Actor admin = Actor.newBuilder().setType("admin").build();
        return Account.newBuilder()
                .setUserId("usr_3w8n1f6m0c5r9k2t7x4y8z1q6d")
                .setEmail("pilot@example.com")
                .setRaceName("Nova Pilot")
                .setPreferredLanguage("de")
                .setTimeZone("Europe/Berlin")
                .setDeclaredCountry("DE")
                .setEntitlement(Entitlement.newBuilder()
                        .setPlanCode("free")
                        .setSource("auth")
                        .setActor(service)
                        .setReasonCode("initial_free_entitlement")
                        .setStartsAtMs(TIME)
                        .setUpdatedAtMs(TIME + 1))
                .addActiveSanctions(Sanction.newBuilder()
                        .setSanctionCode("game_join_block")
                        .setScope("lobby")
                        .setReasonCode("abuse")
                        .setActor(admin)
                        .setAppliedAtMs(TIME + 2)
                        .setExpiresAtMs(TIME + 3))
                .addActiveLimits(Limit.newBuilder()
                        .setLimitCode("max_owned_private_games")
                        .setValue(2)
                        .setReasonCode("abuse")
                        .setActor(admin)
                        .setAppliedAtMs(TIME + 4))
                .addEffectiveLimits(EffectiveLimit.newBuilder()
                        .setLimitCode("max_owned_private_games")
                        .setValue(2)
                        .setOrigin("override"))
                .addEffectiveLimits(EffectiveLimit.newBuilder()
                        .setLimitCode("max_active_game_memberships")
                        .setValue(5)
                        .setOrigin("plan_default"))
                .setCreatedAtMs(TIME + 5)
                .setUpdatedAtMs(TIME + 6)
                .build();
    }

    static Session session() {
        return Session.newBuilder()
                .setDeviceSessionId("dvs_0123456789abcdefghjkmnpqrs")
                .setCredentialKind("ed25519")
                .setPublicKeyThumbprint("print")
                .setDeviceName("Phone")
                .setCreatedAtMs(TIME)
                .setCreatedCountry("DE")
                .setLastSeenAtMs(TIME + 1)
                .setIdleExpiresAtMs(TIME + 2)
                .setExpiresAtMs(TIME + 3)
                .setStatus("revoked")
                .setEndedAtMs(TIME + 4)
                .setEndReasonCode("signed_out")
                .setCurrent(true)
                .build();
    }
}
