package galaxy.geoprofile.http;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Handler;
import galaxy.chassis.http.Response;
import galaxy.contracts.ErrorCode;
import galaxy.contracts.MutationSource;
import galaxy.geoprofile.profile.Profiles;
import galaxy.geoprofile.profile.Proposals;
import galaxy.geoprofile.profile.Propose;
import galaxy.geoprofile.profile.Review;
import galaxy.geoprofile.profile.Review.Verdict;
import galaxy.geoprofile.version.VersionSource;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.util.Locale;
import java.util.Optional;

/** Proposals, and the decisions on them. */
final class VersionHandlers {
    private final Profiles profiles;
    private final Proposals proposals;

    VersionHandlers(Profiles profiles, Proposals proposals) {
        this.profiles = profiles;
        this.proposals = proposals;
    }

    Response propose(Exchange exchange) {
        Fields body = exchange.body();
        Optional<CountryCode> country = body.string("country", CountryCode::parse);
        Optional<VersionSource> source = body.string("source", VersionSource::parse);
        Optional<ReasonCode> reason = Decode.reason(body);
        Optional<Actor> actor = Decode.actor(exchange);
        body.finish();
        if (Decode.isForUser(exchange) && !source.orElseThrow().equals(VersionSource.USER)) {
            return Response.error(ErrorCode.PERMISSION_DENIED);
        }
        var proposal =
                new Propose(country.orElseThrow(), source.orElseThrow(), reason.orElseThrow(), actor.orElseThrow());
        Optional<UserId> userId = Decode.userId(exchange);
        return userId.isEmpty()
                ? Encode.userNotFound()
                : Encode.outcome(
                        userId.get(),
                        proposals.propose(
                                userId.get(),
                                proposal,
                                Decode.request(exchange, "propose", Decode.source(exchange, proposal.actor()))));
    }

    /** The handler of one kind of decision. */
    Handler decide(Verdict verdict) {
        return exchange -> decide(exchange, verdict);
    }

    private Response decide(Exchange exchange, Verdict verdict) {
        Fields body = exchange.body();
        Optional<ReasonCode> reason = Decode.reason(body);
        Optional<Actor> actor = Decode.actor(exchange);
        body.finish();
        Optional<UserId> userId = Decode.userId(exchange);
        Optional<Integer> number = Decode.number(exchange);
        if (userId.isEmpty() || number.isEmpty()) {
            return Encode.versionNotFound();
        }
        var review = new Review(number.get(), verdict, reason.orElseThrow(), actor.orElseThrow());
        String command = verdict.name().toLowerCase(Locale.ROOT) + "/" + review.number();
        MutationSource source =
                verdict == Verdict.WITHDRAW ? Decode.source(exchange, review.actor()) : MutationSource.ADMIN_COMMAND;
        return Encode.outcome(
                userId.get(), profiles.review(userId.get(), review, Decode.request(exchange, command, source)));
    }
}
