package galaxy.client.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.CallContext;
import galaxy.client.ClientSettings;
import galaxy.client.Examples;
import galaxy.client.PageRequest;
import galaxy.client.StubService;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Page;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Secret;
import galaxy.kernel.Source;
import galaxy.kernel.Span;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class RequestsIT {
    private static final UserId PILOT = UserId.of("usr_3w8n1f6m0c5r9k2t7x4y8z1q6d");
    private static final EmailAddress EMAIL = EmailAddress.of("pilot+ä@example.com");
    private static final Reason REASON = new Reason(ReasonCode.of("goodwill"), Actor.of("admin", "ops-7"));
    private static final Source SOURCE = Source.of("support");
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    private final StubService service = new StubService(Examples.USERS);
    private final UsersClient client = UsersClient.of(service.settings());

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void calls_every_route_as_the_contract_defines_it() {
        callAll();
        service.requireEveryRoute(path -> path.replace(PILOT.value(), "{user_id}"));
    }

    @Test
    void puts_no_e_mail_address_into_a_path_or_header() {
        callAll();
        assertThat(service.requests())
                .allSatisfy(request ->
                        assertThat(request.target() + request.headers()).doesNotContain("example.com"));
    }

    @Test
    void sends_each_filter_as_its_parameter() {
        service.responds("Accounts");
        UserFilter filter = UserFilter.all()
                .paid(true)
                .paidExpires(LATER, LATER.plusSeconds(1))
                .country("DE")
                .sanctioned(SanctionCode.GAME_JOIN_BLOCK)
                .limited(LimitCode.MAX_ACTIVE_GAME_MEMBERSHIPS)
                .marker(Marker.CAN_LOGIN, false);
        client.users(filter, PageRequest.after("a b&c", 7));
        assertThat(service.requests().getFirst().target())
                .isEqualTo("/api/v1/internal/users?paid_state=paid&paid_expires_after=2027-01-01T00%3A00%3A00Z"
                        + "&paid_expires_before=2027-01-01T00%3A00%3A01Z&declared_country=DE"
                        + "&sanction_code=game_join_block&limit_code=max_active_game_memberships&can_login=false"
                        + "&page_size=7&page_token=a%20b%26c");
    }

    @Test
    void requests_a_page_when_its_first_item_is_read_and_ends_with_the_last() {
        service.responds(200, page("one", "two"), Map.of())
                .responds(200, page("two", "three"), Map.of())
                .responds(200, page("three", null), Map.of());
        try (var users = client.users(UserFilter.all())) {
            var items = users.iterator();
            assertThat(service.requests()).isEmpty();
            items.next();
            assertThat(service.requests()).hasSize(1);
            items.next();
            items.next();
            assertThat(items.hasNext()).isFalse();
            assertThat(service.requests())
                    .hasSize(3)
                    .last()
                    .extracting(StubService.Received::target)
                    .asString()
                    .endsWith("page_token=three");
        }
    }

    @Test
    void sends_token_request_id_and_trace() {
        service.responds("Exists").responds("Exists");
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        try (UsersClient known = UsersClient.of(ClientSettings.of(service.uri()).withToken(Secret.of("sesame")))) {
            known.in(CallContext.none().withRequestId("lobby-1").withTraceparent(trace))
                    .exists(PILOT);
            known.exists(PILOT);
        }
        assertThat(service.requests().getFirst().headers())
                .containsEntry("Authorization", "Bearer sesame")
                .containsEntry("X-request-id", "lobby-1")
                .containsEntry("Traceparent", trace);
        assertThat(service.requests().getLast().headers())
                .doesNotContainKey("Traceparent")
                .hasEntrySatisfying("X-request-id", id -> assertThat(id).isNotEqualTo("lobby-1"));
    }

    @Test
    void sends_a_dry_run_without_a_key() {
        service.responds("EntitlementFree");
        client.perform(
                PILOT,
                new UserCommand.Revoke(SOURCE, REASON),
                new Delivery(Optional.of(IdempotencyKey.of("key")), true));
        assertThat(service.requests().getFirst().target()).endsWith("/revoke?dry_run=true");
        assertThat(service.requests().getFirst().header("Idempotency-Key")).isEmpty();
    }

    private void callAll() {
        for (String example : List.of(
                "ResolutionCreatable",
                "Exists",
                "EnsureCreated",
                "UserBlocked",
                "EmailBlocked",
                "EmailUnblocked",
                "Account",
                "Account",
                "Account",
                "Eligibility",
                "EligibilityExplained",
                "Country",
                "Account",
                "Account",
                "Account",
                "Accounts",
                "EntitlementPeriods",
                "SanctionRecords",
                "LimitRecords",
                "UserBlocks",
                "EntitlementPaid",
                "EntitlementPaid",
                "EntitlementPaid",
                "EntitlementPaid",
                "SanctionState",
                "LimitState",
                "EntitlementFree",
                "SanctionState",
                "NoSanctions",
                "LimitState",
                "NoLimits",
                "Standing")) {
            service.responds(example);
        }
        client.resolve(EMAIL);
        client.exists(PILOT);
        client.ensure(EMAIL, "pt-BR", "Europe/Berlin").orElseThrow();
        client.block(PILOT, REASON.code(), Optional.of(REASON.actor())).orElseThrow();
        client.block(
                EMAIL,
                REASON.code(),
                Optional.empty(),
                new End.After(Span.parse("P30D").orElseThrow()),
                Delivery.once());
        client.unblock(EMAIL, REASON);
        client.account(PILOT);
        client.rename(PILOT, "Nova Pilot").orElseThrow();
        client.changeSettings(PILOT, Optional.of("en"), Optional.of("Europe/Oslo"))
                .orElseThrow();
        client.eligibility(PILOT);
        client.explainEligibility(PILOT);
        client.syncCountry(PILOT, "DE", Delivery.withoutKey()).orElseThrow();
        client.find(PILOT);
        client.findByEmail(EMAIL);
        client.findByRaceName("Nova Pilot");
        Page<Account, String> users = client.users(UserFilter.all().paid(false), PageRequest.first(10))
                .orElseThrow();
        assertThat(users.items()).hasSize(1);
        assertThat(client.periods(PILOT)).hasSize(1);
        assertThat(client.sanctions(PILOT)).hasSize(1);
        assertThat(client.limits(PILOT)).hasSize(1);
        assertThat(client.blocks()).hasSize(1);
        commands();
        client.standing(PILOT);
    }

    private void commands() {
        client.perform(
                PILOT,
                new UserCommand.Grant(
                        Plan.PAID_MONTHLY, Optional.of(Instant.EPOCH), Optional.of(LATER), SOURCE, REASON),
                Delivery.once());
        client.perform(
                PILOT, new UserCommand.Extend(LATER, SOURCE, REASON), Delivery.withKey(IdempotencyKey.of("order 7")));
        End span = new End.After(Span.parse("P1M").orElseThrow());
        client.perform(
                PILOT,
                new UserCommand.Grant(Plan.PAID_MONTHLY, Optional.empty(), span, SOURCE, REASON),
                Delivery.once());
        client.perform(PILOT, new UserCommand.Extend(span, SOURCE, REASON), Delivery.once());
        client.perform(
                PILOT,
                new UserCommand.ApplySanction(SanctionCode.LOGIN_BLOCK, Optional.empty(), span, REASON),
                Delivery.once());
        client.perform(
                PILOT, new UserCommand.SetLimit(LimitCode.MAX_OWNED_PRIVATE_GAMES, 5, span, REASON), Delivery.once());
        client.perform(PILOT, new UserCommand.Revoke(SOURCE, REASON), Delivery.dryRun());
        client.perform(
                PILOT,
                new UserCommand.ApplySanction(
                        SanctionCode.LOGIN_BLOCK, Optional.of("auth"), Optional.of(LATER), REASON),
                Delivery.withoutKey());
        client.perform(PILOT, new UserCommand.RemoveSanction(SanctionCode.LOGIN_BLOCK, REASON), Delivery.once());
        client.perform(
                PILOT,
                new UserCommand.SetLimit(LimitCode.MAX_OWNED_PRIVATE_GAMES, 5, Optional.of(LATER), REASON),
                Delivery.once());
        client.perform(PILOT, new UserCommand.RemoveLimit(LimitCode.MAX_OWNED_PRIVATE_GAMES, REASON), Delivery.once());
    }

    private static String page(String raceName, String next) {
        var page = (ObjectNode) Examples.USERS.of("Accounts").deepCopy();
        ((ObjectNode) page.at("/items/0")).put("race_name", raceName);
        return page.put("next_page_token", next).toString();
    }
}
