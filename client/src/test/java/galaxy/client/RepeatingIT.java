package galaxy.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import galaxy.redis.LoopbackPorts;
import galaxy.testkit.FaultProxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RepeatingIT {
    private static final UserId PILOT = UserId.of("usr_3w8n1f6m0c5r9k2t7x4y8z1q6d");
    private static final Why WHY = new Why(ReasonCode.of("goodwill"), Actor.of("admin", "ops-7"));
    private static final UserCommand.Revoke REVOKE = new UserCommand.Revoke(Source.of("support"), WHY);
    private static final Map<String, String> IN_A_SECOND = Map.of("Retry-After", "1");

    private final StubService service = new StubService();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void a_read_is_repeated_after_the_time_that_the_service_asks_for() {
        service.refuses(503, "service_unavailable", IN_A_SECOND).answers("Exists");
        long start = System.nanoTime();
        with(service.client(), client -> assertThat(client.exists(PILOT)).isTrue());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(service.asked())
                .hasSize(2)
                .extracting(asked -> asked.header("X-Request-Id"))
                .containsOnly(service.asked().getFirst().header("X-Request-Id"));
    }

    @Test
    void a_service_that_asks_for_more_time_than_there_is_is_not_waited_for() {
        service.refuses(503, "service_unavailable", Map.of("Retry-After", "60"));
        long start = System.nanoTime();
        with(service.client(), client -> {
            var failure = catchThrowableOfType(ErrorAnswerException.class, () -> client.exists(PILOT));
            assertThat(failure.error())
                    .isInstanceOfSatisfying(
                            ServiceError.ServiceUnavailable.class,
                            error -> assertThat(error.retryAfter()).contains(Duration.ofSeconds(60)));
        });
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void posts_that_are_idempotent_by_contract_are_repeated() {
        service.hangsUp()
                .answers("EnsureCreated")
                .hangsUp()
                .answers("EmailBlocked")
                .hangsUp()
                .answers("Account");
        EmailAddress email = EmailAddress.of("pilot@example.com");
        with(service.client(), client -> {
            assertThat(client.ensure(email, "en", "Europe/Berlin")).isEqualTo(new Ensured.Created(PILOT));
            client.block(email, WHY.reason(), Optional.empty());
            assertThat(client.findByEmail(email)).isPresent();
        });
        assertThat(service.asked()).hasSize(6);
    }

    @Test
    void a_command_is_repeated_under_the_same_key() {
        service.hangsUp().refuses(503, "service_unavailable", Map.of()).answers("EntitlementFree");
        with(
                service.client(),
                client -> assertThat(client.perform(PILOT, REVOKE, Delivery.once()))
                        .isInstanceOf(Outcome.Done.class));
        assertThat(service.asked())
                .hasSize(3)
                .extracting(asked -> asked.header("Idempotency-Key"))
                .containsOnly(service.asked().getFirst().header("Idempotency-Key"));
    }

    @Test
    void a_command_without_a_key_is_sent_once() {
        service.hangsUp().refuses(503, "service_unavailable", IN_A_SECOND);
        with(service.client(), client -> {
            var lost = catchThrowableOfType(
                    NoAnswerException.class, () -> client.perform(PILOT, REVOKE, Delivery.unrepeated()));
            assertThat(lost.mayBeDone()).isTrue();
            assertThatThrownBy(() -> client.perform(PILOT, REVOKE, Delivery.unrepeated()))
                    .isInstanceOf(ErrorAnswerException.class);
        });
        assertThat(service.asked()).hasSize(2);
    }

    @Test
    void refusals_and_faults_are_not_repeated() {
        service.refuses(409, "conflict", Map.of())
                .refuses(500, "internal_error", Map.of())
                .refuses(401, "unauthenticated", Map.of());
        with(service.client(), client -> {
            assertThat(client.perform(PILOT, REVOKE, Delivery.once()))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.refusal()).isInstanceOf(ServiceError.Conflict.class));
            assertThatThrownBy(() -> client.exists(PILOT)).hasMessageStartingWith("500 internal_error");
            assertThatThrownBy(() -> client.exists(PILOT)).hasMessageStartingWith("401 unauthenticated");
        });
        assertThat(service.asked()).hasSize(3);
    }

    @Test
    void a_silent_service_and_one_that_stops_in_the_middle_are_given_up_in_time() {
        service.staysSilent().stopsAfterTheHead().answers("Exists");
        with(
                service.client(Duration.ofMillis(300), Duration.ofSeconds(20)),
                client -> assertThat(client.exists(PILOT)).isTrue());
        assertThat(service.asked()).hasSize(3);
    }

    @Test
    void patience_bounds_all_attempts_together() {
        for (int i = 0; i < 50; i++) {
            service.staysSilent();
        }
        long start = System.nanoTime();
        with(
                service.client(Duration.ofMillis(200), Duration.ofMillis(700)),
                client -> assertThatThrownBy(() -> client.exists(PILOT))
                        .isInstanceOf(NoAnswerException.class)
                        .hasMessageContaining("no answer within"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(service.asked()).hasSizeBetween(2, 4);
    }

    @Test
    void cut_connections_are_opened_anew() {
        try (FaultProxy proxy = FaultProxy.inFrontOf("127.0.0.1", service.port());
                UsersClient client =
                        UsersClient.of(ClientSettings.of(URI.create("http://127.0.0.1:" + proxy.port())))) {
            service.answers("Exists");
            for (int i = 0; i < 3; i++) {
                service.answers("Exists").answers("EntitlementFree");
            }
            client.exists(PILOT);
            for (int i = 0; i < 3; i++) {
                proxy.cutAll();
                assertThat(client.exists(PILOT)).isTrue();
                proxy.cutAll();
                assertThat(client.perform(PILOT, REVOKE, Delivery.once())).isInstanceOf(Outcome.Done.class);
            }
        }
    }

    @Test
    void even_a_command_without_a_key_waits_for_a_service_that_is_not_there_yet() {
        try (FaultProxy proxy = FaultProxy.inFrontOf("127.0.0.1", service.port());
                UsersClient client =
                        UsersClient.of(ClientSettings.of(URI.create("http://127.0.0.1:" + proxy.port())))) {
            service.answers("EntitlementFree");
            proxy.refuse();
            var outcome = CompletableFuture.supplyAsync(() -> client.perform(PILOT, REVOKE, Delivery.unrepeated()));
            Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> !outcome.isDone());
            proxy.pass();
            assertThat(outcome.join()).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void nothing_was_done_where_nothing_listens() {
        URI nobody = URI.create("http://127.0.0.1:" + LoopbackPorts.free());
        with(UsersClient.of(ClientSettings.of(nobody).withPatience(Duration.ofMillis(300))), client -> {
            var failure = catchThrowableOfType(NoAnswerException.class, () -> client.exists(PILOT));
            assertThat(failure.mayBeDone()).isFalse();
            assertThat(failure).hasMessageContaining(nobody + " did not answer (no connection)");
        });
    }

    @Test
    void answers_arrive_although_the_program_keeps_the_common_pool_busy() {
        service.answers("Exists");
        var free = new CountDownLatch(1);
        try {
            for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
                ForkJoinPool.commonPool().execute(() -> awaitQuietly(free));
            }
            with(service.client(), client -> assertThat(client.exists(PILOT)).isTrue());
        } finally {
            free.countDown();
        }
    }

    @Test
    void an_interrupted_caller_is_let_go() throws InterruptedException {
        service.staysSilent();
        with(service.client(), client -> {
            var failed = new CompletableFuture<Throwable>();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    client.exists(PILOT);
                } catch (NoAnswerException e) {
                    failed.complete(e);
                }
            });
            Awaitility.await().until(() -> service.asked().size() == 1);
            caller.interrupt();
            assertThat(failed.join()).hasMessageContaining("interrupted");
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void with(UsersClient client, Consumer<UsersClient> use) {
        try (client) {
            use.accept(client);
        }
    }
}
