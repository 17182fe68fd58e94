package galaxy.client.users;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import galaxy.client.ClientSettings;
import galaxy.client.ErrorResponseException;
import galaxy.client.Examples;
import galaxy.client.NoResponseException;
import galaxy.client.Outcome;
import galaxy.client.StubService;
import galaxy.client.Timeouts;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import galaxy.redis.LoopbackPorts;
import galaxy.testkit.FaultProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

final class RetryIT {
    private static final UserId PILOT = UserId.of("usr_3w8n1f6m0c5r9k2t7x4y8z1q6d");
    private static final Reason REASON = new Reason(ReasonCode.of("goodwill"), Actor.of("admin", "ops-7"));
    private static final UserCommand.Revoke REVOKE = new UserCommand.Revoke(Source.of("support"), REASON);
    private static final Map<String, String> IN_A_SECOND = Map.of("Retry-After", "1");

    private final StubService service = new StubService(Examples.USERS);

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void repeats_a_read_after_the_pause_that_the_service_requires() {
        service.refuses(503, "service_unavailable", IN_A_SECOND).responds("Exists");
        long start = System.nanoTime();
        with(
                UsersClient.of(service.settings()),
                client -> assertThat(client.exists(PILOT)).isTrue());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(service.requests())
                .hasSize(2)
                .extracting(request -> request.header("X-Request-Id"))
                .containsOnly(service.requests().getFirst().header("X-Request-Id"));
    }

    @Test
    void ends_immediately_when_the_service_requires_a_longer_pause_than_the_timeout() {
        service.refuses(503, "service_unavailable", Map.of("Retry-After", "60"));
        long start = System.nanoTime();
        with(UsersClient.of(service.settings()), client -> {
            var failure = catchThrowableOfType(ErrorResponseException.class, () -> client.exists(PILOT));
            assertThat(failure.error().code()).isEqualTo("service_unavailable");
            assertThat(failure.error().retryAfter()).contains(Duration.ofSeconds(60));
        });
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void repeats_posts_that_are_idempotent_by_contract() {
        service.closesTheConnection()
                .responds("EnsureCreated")
                .closesTheConnection()
                .responds("EmailBlocked")
                .closesTheConnection()
                .responds("Account");
        EmailAddress email = EmailAddress.of("pilot@example.com");
        with(UsersClient.of(service.settings()), client -> {
            assertThat(client.ensure(email, "en", "Europe/Berlin").orElseThrow())
                    .isEqualTo(new EnsureResult.Created(PILOT));
            client.block(email, REASON.code(), Optional.empty());
            assertThat(client.findByEmail(email)).isPresent();
        });
        assertThat(service.requests()).hasSize(6);
    }

    @Test
    void repeats_a_command_under_the_same_key() {
        service.closesTheConnection()
                .refuses(503, "service_unavailable", Map.of())
                .responds("EntitlementFree");
        with(
                UsersClient.of(service.settings()),
                client -> assertThat(client.perform(PILOT, REVOKE, Delivery.once()))
                        .isInstanceOf(Outcome.Done.class));
        assertThat(service.requests())
                .hasSize(3)
                .extracting(request -> request.header("Idempotency-Key"))
                .containsOnly(service.requests().getFirst().header("Idempotency-Key"));
    }

    @Test
    void sends_a_command_without_a_key_once() {
        service.closesTheConnection().refuses(503, "service_unavailable", IN_A_SECOND);
        with(UsersClient.of(service.settings()), client -> {
            var lost = catchThrowableOfType(
                    NoResponseException.class, () -> client.perform(PILOT, REVOKE, Delivery.withoutKey()));
            assertThat(lost.mayBeDone()).isTrue();
            assertThatThrownBy(() -> client.perform(PILOT, REVOKE, Delivery.withoutKey()))
                    .isInstanceOf(ErrorResponseException.class);
        });
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void does_not_repeat_refusals_and_internal_errors() {
        service.refuses(409, "conflict", Map.of())
                .refuses(500, "internal_error", Map.of())
                .refuses(401, "unauthenticated", Map.of());
        with(UsersClient.of(service.settings()), client -> {
            assertThat(client.perform(PILOT, REVOKE, Delivery.once()))
                    .satisfies(outcome -> assertThat(((Outcome.Refused<EntitlementState, Refusal>) outcome).reason())
                            .isEqualTo(Refusal.CONFLICT));
            assertThatThrownBy(() -> client.exists(PILOT)).hasMessageStartingWith("500 internal_error");
            assertThatThrownBy(() -> client.exists(PILOT)).hasMessageStartingWith("401 unauthenticated");
        });
        assertThat(service.requests()).hasSize(3);
    }

    @Test
    void ends_an_attempt_without_a_response_or_with_half_of_one_at_its_timeout() {
        service.neverResponds().stopsWithinTheBody().responds("Exists");
        with(
                UsersClient.of(service.settings(Duration.ofMillis(300), Duration.ofSeconds(20))),
                client -> assertThat(client.exists(PILOT)).isTrue());
        assertThat(service.requests()).hasSize(3);
    }

    @Test
    void the_timeout_of_the_call_bounds_all_attempts_together() {
        for (int i = 0; i < 50; i++) {
            service.neverResponds();
        }
        long start = System.nanoTime();
        with(
                UsersClient.of(service.settings(Duration.ofMillis(200), Duration.ofMillis(700))),
                client -> assertThatThrownBy(() -> client.exists(PILOT))
                        .isInstanceOf(NoResponseException.class)
                        .hasMessageContaining("no response within")
                        .hasMessageNotContaining("carried out"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(service.requests()).hasSizeBetween(2, 4);
    }

    @Test
    void opens_a_new_connection_after_one_was_cut() {
        try (FaultProxy proxy = FaultProxy.inFrontOf("127.0.0.1", service.port());
                UsersClient client =
                        UsersClient.of(ClientSettings.of(URI.create("http://127.0.0.1:" + proxy.port())))) {
            service.responds("Exists");
            for (int i = 0; i < 3; i++) {
                service.responds("Exists").responds("EntitlementFree");
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
    void waits_for_a_service_that_does_not_listen_yet_even_with_a_command_without_a_key() {
        try (FaultProxy proxy = FaultProxy.inFrontOf("127.0.0.1", service.port());
                UsersClient client =
                        UsersClient.of(ClientSettings.of(URI.create("http://127.0.0.1:" + proxy.port())))) {
            service.responds("EntitlementFree");
            proxy.refuse();
            var outcome = CompletableFuture.supplyAsync(() -> client.perform(PILOT, REVOKE, Delivery.withoutKey()));
            Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> !outcome.isDone());
            proxy.pass();
            assertThat(outcome.join()).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void a_request_that_no_service_received_is_not_done() {
        URI unused = URI.create("http://127.0.0.1:" + LoopbackPorts.free());
        with(
                UsersClient.of(
                        ClientSettings.of(unused).withTimeouts(Timeouts.DEFAULT.withCall(Duration.ofMillis(300)))),
                client -> {
                    var failure = catchThrowableOfType(NoResponseException.class, () -> client.exists(PILOT));
                    assertThat(failure.mayBeDone()).isFalse();
                    assertThat(failure).hasMessageContaining(unused + " did not respond (connection refused)");
                });
    }

    @Test
    void does_not_repeat_where_no_tls_will_ever_be_and_nothing_was_sent() throws IOException {
        try (var plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try (Socket peer = plain.accept()) {
                    peer.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                    peer.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The client went away.
                }
            });
            var failure = failureOverTls(plain.getLocalPort());
            assertThat(failure.mayBeDone()).isFalse();
            assertThat(failure).hasMessageContaining("does not speak TLS").hasMessageContaining("in 1 attempt");
        }
    }

    @Test
    void a_request_to_a_service_that_never_answers_the_handshake_is_not_done() {
        assertThat(failureOverTls(service.port()).mayBeDone()).isFalse();
    }

    private static NoResponseException failureOverTls(int port) {
        var settings = ClientSettings.of(URI.create("https://127.0.0.1:" + port))
                .withTimeouts(Timeouts.DEFAULT.withCall(Duration.ofSeconds(3)));
        try (UsersClient client = UsersClient.of(settings)) {
            return catchThrowableOfType(
                    NoResponseException.class, () -> client.perform(PILOT, REVOKE, Delivery.once()));
        }
    }

    @Test
    void receives_responses_while_the_program_occupies_the_common_pool() {
        service.responds("Exists");
        var free = new CountDownLatch(1);
        try {
            for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
                ForkJoinPool.commonPool().execute(() -> awaitQuietly(free));
            }
            with(
                    UsersClient.of(service.settings()),
                    client -> assertThat(client.exists(PILOT)).isTrue());
        } finally {
            free.countDown();
        }
    }

    @Test
    void returns_when_the_calling_thread_is_interrupted() throws InterruptedException {
        service.neverResponds();
        with(UsersClient.of(service.settings()), client -> {
            var failed = new CompletableFuture<Throwable>();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    client.exists(PILOT);
                } catch (NoResponseException e) {
                    failed.complete(e);
                }
            });
            Awaitility.await().until(() -> service.requests().size() == 1);
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
