package galaxy.gateway.grpc;

import galaxy.chassis.grpc.RpcCall;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.gateway.report.SessionUse;
import galaxy.gateway.report.UseReports;
import galaxy.gateway.request.CheckRequest;
import galaxy.gateway.request.Checked;
import galaxy.gateway.request.Envelope;
import galaxy.kernel.CountryCode;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What both calls begin with: the bytes are read, the request is checked, and the session was used. */
public final class AcceptRequest {
    private final CheckRequest check;
    private final UseReports reports;
    private final Function<InetAddress, Optional<CountryCode>> countries;
    private final InstantSource clock;

    /** @param countries of addresses */
    public AcceptRequest(
            CheckRequest check,
            UseReports reports,
            Function<InetAddress, Optional<CountryCode>> countries,
            InstantSource clock) {
        this.check = check;
        this.reports = reports;
        this.countries = countries;
        this.clock = clock;
    }

    /**
     * Accepts a request once.
     *
     * @param type learns the type that the request names, before it is known to be signed
     * @throws io.grpc.StatusRuntimeException when it is not accepted
     */
    Checked.Accepted accept(SignedEnvelope bytes, Consumer<String> type) {
        InetAddress from = RpcCall.remoteAddress();
        Envelope envelope = DecodeRequest.envelope(bytes, from);
        type.accept(envelope.request().messageType());
        Checked checked = check.check(envelope);
        if (!(checked instanceof Checked.Accepted accepted)) {
            throw Errors.of(checked);
        }
        reports.used(new SessionUse(
                accepted.request().sessionId(),
                accepted.session().userId(),
                clock.instant(),
                from,
                countries.apply(from)));
        return accepted;
    }
}
