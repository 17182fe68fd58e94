package galaxy.chassis.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The distributed trace of a request, and the span of the service in it (W3C Trace Context, version 00).
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 lower-case hexadecimal digits, not all zero; the parent of calls and events that follow
 * @param sampled whether the caller records this trace
 */
public record Trace(String traceId, String spanId, boolean sampled) {
    private static final String HEADER = "traceparent";

    /** Joins the caller's trace with a new span, or begins a trace when there is none or it is malformed. */
    public static Trace join(Optional<String> traceparent, LongSupplier random) {
        var theirs = traceparent.map(Trace::parse).orElse(SpanContext.getInvalid());
        if (theirs.isValid()) {
            return new Trace(theirs.getTraceId(), hex(random), theirs.isSampled());
        }
        return new Trace(hex(random) + hex(random), hex(random), false);
    }

    /** The id of the trace that a header names; empty when it is malformed. */
    static Optional<String> idOf(String traceparent) {
        return Optional.of(parse(traceparent)).filter(SpanContext::isValid).map(SpanContext::getTraceId);
    }

    /** The header for calls and events that follow from this request. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    private static SpanContext parse(String header) {
        var context = W3CTraceContextPropagator.getInstance().extract(Context.root(), header, Carrier.INSTANCE);
        return Span.fromContext(context).getSpanContext();
    }

    private static String hex(LongSupplier random) {
        long number = random.getAsLong();
        while (number == 0) {
            number = random.getAsLong();
        }
        return HexFormat.of().toHexDigits(number);
    }

    /** Shows the propagator one header and no other. */
    private enum Carrier implements TextMapGetter<String> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable String header, String key) {
            return HEADER.equals(key) ? header : null;
        }
    }
}
