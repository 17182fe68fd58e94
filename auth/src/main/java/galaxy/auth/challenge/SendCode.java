package galaxy.auth.challenge;

import galaxy.auth.address.AddressBudgets;
import galaxy.auth.address.AddressBudgets.Take;
import galaxy.auth.address.AddressBudgets.Taken;
import galaxy.auth.address.AddressBudgets.Use;
import galaxy.auth.address.ClientInfo;
import galaxy.auth.address.TypedAddress;
import galaxy.auth.challenge.ChallengeStore.Snapshot;
import galaxy.auth.code.Codes;
import galaxy.auth.mail.Mail;
import galaxy.auth.mail.MailKind;
import galaxy.kernel.Optimistic;
import galaxy.kernel.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends a code to an address. Users are not asked, so that addresses that are known, unknown and blocked are the same work. A
 * crash before the commit leaves nothing but a budget that was taken; after it, the work in the background sends the mail.
 */
public final class SendCode {
    private final ChallengeStore store;
    private final AddressBudgets budgets;
    private final Rules rules;
    private final Consumer<String> mailer;
    private final InstantSource clock;

    /** What is the same for every request. */
    public record Rules(Limits.Rules limits, Codes codes, SignInReport report) {}

    /** @param mailer is given the id of a mail that is due */
    public SendCode(
            ChallengeStore store, AddressBudgets budgets, Rules rules, Consumer<String> mailer, InstantSource clock) {
        this.store = store;
        this.budgets = budgets;
        this.rules = rules;
        this.mailer = mailer;
        this.clock = clock;
    }

    /**
     * A request for a code.
     *
     * @param locale of the mail, as it was given
     * @param given a challenge to send again for
     */
    public record Request(TypedAddress address, String locale, Optional<ChallengeId> given, ClientInfo client) {}

    /** The result. */
    public sealed interface Outcome {
        record Sent(ChallengeId id, Duration expiresIn, Duration resendIn) implements Outcome {}

        record Limited(Duration retryAfter) implements Outcome {}
    }

    /** @throws UnavailableException when the budget of all mails is used up, or the store does not respond */
    @SuppressWarnings("MissingSummary")
    public Outcome send(Request request) {
        try {
            return switch (budgets.take(Use.SEND, request.client(), now())) {
                case Take.Empty(Duration retryAfter) -> limited("address_sends", retryAfter);
                case Take.Done(Optional<Taken> taken) -> new Attempt(request, taken).send();
            };
        } catch (UnavailableException e) {
            rules.report().requested("unavailable");
            throw e;
        }
    }

    private Outcome limited(String limit, Duration retryAfter) {
        rules.report().limited(limit);
        rules.report().requested("limited");
        return new Outcome.Limited(retryAfter);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** One request, whose budgets are taken once, however often its commit meets another one. */
    private final class Attempt {
        private final Request request;
        private final List<Taken> taken;
        private boolean hasMailBudget;

        private Attempt(Request request, Optional<Taken> taken) {
            this.request = request;
            this.taken = taken.stream().toList();
        }

        private Outcome send() {
            String digest = store.digest(request.address());
            return Optimistic.retry("the limits of an address", writes -> once(digest));
        }

        private Optional<Outcome> once(String digest) {
            Snapshot seen = store.read(digest, request.given());
            Instant now = now();
            Optional<Limits.Wait> wait = seen.limits().beforeSend(rules.limits(), now);
            if (wait.isPresent()) {
                return Optional.of(limited(wait.get().limit(), wait.get().time()));
            }
            takeMailBudget(now);
            Optional<Challenge> known = seen.challenge()
                    .filter(challenge -> challenge.digest().equals(digest) && challenge.isResendable(now));
            Snapshot target = known.isPresent() || seen.challenge().isEmpty() ? seen : store.fresh(seen);
            Challenge next = known.map(challenge -> challenge.resent(taken))
                    .orElseGet(() -> Challenge.open(
                            request.address().typed(), digest, rules.codes().newestKey(), now, taken));
            Limits limits = target.limits().sent(now);
            Mail mail = mail(target.id(), next, now);
            if (store.write(target, limits, next, Optional.of(mail)).isEmpty()) {
                return Optional.empty();
            }
            mailer.accept(mail.id());
            rules.report().requested(known.isPresent() ? "resent" : "sent");
            return Optional.of(new Outcome.Sent(
                    target.id(),
                    Duration.between(now, next.sentAt().plus(Challenge.OPEN)),
                    limits.beforeSend(rules.limits(), now)
                            .map(Limits.Wait::time)
                            .orElse(Duration.ZERO)));
        }

        private void takeMailBudget(Instant now) {
            if (hasMailBudget) {
                return;
            }
            budgets.takeMail(now).ifPresent(retryAfter -> {
                rules.report().limited("sends_per_minute");
                throw new UnavailableException("the budget of mails a minute is used up", retryAfter);
            });
            hasMailBudget = true;
        }

        private Mail mail(ChallengeId id, Challenge challenge, Instant now) {
            return Mail.of(
                    id.value() + "." + challenge.mails(),
                    MailKind.CODE,
                    TypedAddress.of(challenge.email()).recipient(),
                    request.locale(),
                    Optional.of(challenge.keyId()),
                    request.client().country(),
                    now,
                    challenge.sentAt().plus(Challenge.OPEN));
        }
    }
}
