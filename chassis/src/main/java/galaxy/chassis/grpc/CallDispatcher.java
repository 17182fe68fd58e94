package galaxy.chassis.grpc;

import galaxy.chassis.grpc.RpcMethods.Kind;
import galaxy.chassis.identity.Authenticator;
import galaxy.chassis.identity.RequestOrigin;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.telemetry.RequestId;
import galaxy.chassis.telemetry.Trace;
import galaxy.contracts.RpcReason;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Every call goes through here, also of methods that do not exist: host, caller, deadline, permit, handler, response. */
final class CallDispatcher implements ServerInterceptor {
    private static final Metadata.Key<String> TRACEPARENT = ascii("traceparent");
    private static final Metadata.Key<String> FORWARDED_FOR = ascii("x-forwarded-for");

    private final RpcMethods methods;
    private final Authenticator authenticator;
    private final RpcErrors errors;
    private final RpcLog log;
    private final ListenerSettings settings;
    private final CallLimits limits;
    private final AtomicBoolean stopping = new AtomicBoolean();

    CallDispatcher(
            RpcMethods methods, Authenticator authenticator, RpcErrors errors, RpcLog log, ListenerSettings settings) {
        this.methods = methods;
        this.authenticator = authenticator;
        this.errors = errors;
        this.log = log;
        this.settings = settings;
        this.limits = new CallLimits(settings, log.limits());
    }

    /** From now on no call is admitted, and streams end. False if this was so before. */
    boolean stop() {
        boolean isFirst = stopping.compareAndSet(false, true);
        limits.endStreams();
        return isFirst;
    }

    CallLimits limits() {
        return limits;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> handler) {
        long started = System.nanoTime();
        var method = methods.of(call.getMethodDescriptor());
        var theirs = new RpcLog.Theirs(single(headers, CallResponse.REQUEST_ID), single(headers, TRACEPARENT));
        // On a public listener an id and a trace begin, and those of the client are only logged.
        boolean begins = authenticator.isPublic();
        var joined = begins ? RpcLog.Theirs.NONE : theirs;
        var logged = begins ? theirs : RpcLog.Theirs.NONE;
        var origin = new RequestOrigin(
                RequestId.of(joined.requestId(), RequestId.RANDOM),
                Trace.join(joined.traceparent(), RequestId.RANDOM),
                authenticator.authenticate(name -> all(headers, ascii(name))));
        var answer = new CallResponse<>(
                call,
                origin.requestId(),
                errors,
                Cancellation.of(Context.current()),
                (code, outcome) -> log.answered(method.name(), code, outcome, System.nanoTime() - started));
        var running = new RunningCall(limits, errors, method, origin, answer);
        limits.begin(running);
        var parts = new CallListener.Parts(
                errors,
                work -> log.within(origin, logged, method.name(), work),
                settings.limits().bodyBytes());
        return new CallListener<>(enter(running, parts, answer, headers, handler), answer, running, parts);
    }

    /** The handler's listener, or one that does nothing if the call is refused before. */
    private <Q, A> ServerCall.Listener<Q> enter(
            RunningCall running,
            CallListener.Parts parts,
            CallResponse<Q, A> answer,
            Metadata headers,
            ServerCallHandler<Q, A> handler) {
        var entered = new Object() {
            ServerCall.Listener<Q> listener = new ServerCall.Listener<>() {};
        };
        parts.within().accept(() -> {
            try {
                check(answer, headers, running);
                running.requireCallerWaits();
                ServerCall<Q, A> response = running.method().kind() == Kind.STREAM
                        ? new PacedResponse<>(
                                answer, running, settings.timeouts().write())
                        : answer;
                entered.listener = Contexts.interceptCall(
                        RpcCall.context(running.origin(), client(answer, headers)), response, headers, handler);
            } catch (Exception | Error e) {
                answer.fail(e);
            }
        });
        return entered.listener;
    }

    private void check(ServerCall<?, ?> call, Metadata headers, RunningCall running) {
        if (stopping.get()) {
            throw errors.unavailable(RunningCall.BUSY);
        }
        if (authenticator.isOpen() && !isForThisListener(call.getAuthority())) {
            throw errors.error(RpcReason.MISDIRECTED_REQUEST);
        }
        switch (authenticator.admit(running.method().access(), running.origin().principal())) {
            case ADMITTED -> {}
            case UNAUTHENTICATED -> throw errors.error(RpcReason.UNAUTHENTICATED);
            case PERMISSION_DENIED -> throw errors.error(RpcReason.PERMISSION_DENIED);
        }
        CallPreparation.requireKnownEncoding(headers, errors);
    }

    /** Whether the call names this machine, or a name that the operator has given to the listener. */
    private boolean isForThisListener(@Nullable String authority) {
        return !settings.address().ip().isLoopbackAddress()
                || authority == null
                || authority.isEmpty()
                || settings.hosts().allows(authority);
    }

    private InetAddress client(ServerCall<?, ?> call, Metadata headers) {
        var peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress socket
                ? socket.getAddress()
                : InetAddress.getLoopbackAddress();
        return settings.proxies().client(peer, all(headers, FORWARDED_FOR));
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

    private static List<String> all(Metadata headers, Metadata.Key<String> key) {
        var values = new ArrayList<String>();
        @Nullable Iterable<String> given = headers.getAll(key);
        if (given != null) {
            given.forEach(values::add);
        }
        return values;
    }

    private static Metadata.Key<String> ascii(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
