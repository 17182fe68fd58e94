package galaxy.chassis.grpc;

import galaxy.chassis.grpc.RpcMethods.RpcMethod;
import galaxy.chassis.identity.Authenticator;
import galaxy.chassis.identity.RequestOrigin;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.server.RunningRequests;
import galaxy.chassis.telemetry.RequestId;
import galaxy.chassis.telemetry.Trace;
import galaxy.contracts.RpcReason;
import galaxy.kernel.Deadline;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Every call goes through here, also of methods that do not exist: caller, deadline, permit, handler, response. */
final class CallDispatcher implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION = ascii("authorization");
    private static final Metadata.Key<String> TRACEPARENT = ascii("traceparent");
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final RpcMethods methods;
    private final Authenticator authenticator;
    private final RpcErrors errors;
    private final RpcLog log;
    private final Semaphore permits;
    private final Duration workTimeout;
    private final RunningRequests running = new RunningRequests();
    private final AtomicBoolean stopping = new AtomicBoolean();

    CallDispatcher(
            RpcMethods methods, Authenticator authenticator, RpcErrors errors, RpcLog log, ListenerSettings settings) {
        this.methods = methods;
        this.authenticator = authenticator;
        this.errors = errors;
        this.log = log;
        this.permits = new Semaphore(settings.limits().inFlight());
        this.workTimeout = settings.timeouts().work();
    }

    /** From now on no call is admitted. False if this was so before. */
    boolean stop() {
        return stopping.compareAndSet(false, true);
    }

    /** The calls that a stop waits for. */
    RunningRequests running() {
        return running;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> handler) {
        long started = System.nanoTime();
        var method = methods.of(call.getMethodDescriptor());
        var rpc = new RequestOrigin(
                RequestId.of(single(headers, CallResponse.REQUEST_ID), RequestId.RANDOM),
                Trace.join(single(headers, TRACEPARENT), RequestId.RANDOM),
                authenticator.authenticate(single(headers, AUTHORIZATION)));
        var permit = new InFlightPermit(method, rpc, Cancellation.of(Context.current()));
        var answer = new CallResponse<>(
                call,
                rpc.requestId(),
                errors,
                permit.cancellation,
                (code, outcome) -> log.answered(method.name(), code, outcome, System.nanoTime() - started));
        permit.begin();
        return new CallListener<>(enter(permit, answer, headers, handler), answer, errors, permit);
    }

    /** The handler's listener, or one that does nothing if the call is refused before. */
    private <Q, A> ServerCall.Listener<Q> enter(
            InFlightPermit permit, CallResponse<Q, A> answer, Metadata headers, ServerCallHandler<Q, A> handler) {
        var entered = new Object() {
            ServerCall.Listener<Q> listener = new ServerCall.Listener<>() {};
        };
        permit.within(() -> {
            try {
                check(permit.method, permit.call);
                permit.requireCallerWaits();
                entered.listener = Contexts.interceptCall(RpcCall.context(permit.call), answer, headers, handler);
            } catch (Exception | Error e) {
                answer.fail(e);
            }
        });
        return entered.listener;
    }

    private void check(RpcMethod method, RequestOrigin call) {
        if (stopping.get()) {
            throw errors.unavailable(BUSY);
        }
        switch (authenticator.admit(method.access(), call.principal())) {
            case ADMITTED -> {}
            case UNAUTHENTICATED -> throw errors.error(RpcReason.UNAUTHENTICATED);
            case PERMISSION_DENIED -> throw errors.error(RpcReason.PERMISSION_DENIED);
        }
    }

    /** The value, if the metadata has exactly one. */
    private static Optional<String> single(Metadata headers, Metadata.Key<String> key) {
        var values = headers.getAll(key);
        if (values == null) {
            return Optional.empty();
        }
        var each = values.iterator();
        var first = each.next();
        return each.hasNext() ? Optional.empty() : Optional.of(first);
    }

    private static Metadata.Key<String> ascii(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    /** One call, from its headers to its end. */
    private final class InFlightPermit implements CallListener.Execution {
        private final RpcMethod method;
        private final RequestOrigin call;
        private final Cancellation cancellation;

        private InFlightPermit(RpcMethod method, RequestOrigin call, Cancellation cancellation) {
            this.method = method;
            this.call = call;
            this.cancellation = cancellation;
        }

        private void begin() {
            if (!method.standing()) {
                running.begin();
            }
        }

        @Override
        public void ended() {
            if (!method.standing()) {
                running.end();
            }
        }

        @Override
        public void within(Runnable work) {
            log.within(call, method.name(), work);
        }

        @Override
        public void inFlight(Runnable work) {
            requireCallerWaits();
            if (!permits.tryAcquire()) {
                throw errors.unavailable(BUSY);
            }
            try {
                Deadline.within(workTimeout, () -> {
                    work.run();
                    return true;
                });
            } finally {
                permits.release();
            }
        }

        /** @throws StatusRuntimeException when the deadline has passed or the caller has cancelled */
        private void requireCallerWaits() {
            if (cancellation.happened()) {
                var status = Status.fromCode(cancellation.code())
                        .withDescription("The call was over before the work on it began; nothing was done.");
                throw errors.complete(status, new Metadata());
            }
        }
    }
}
