package galaxy.web.standing;

import galaxy.client.users.Denial;
import galaxy.client.users.LimitCode;
import galaxy.client.users.Marker;
import galaxy.client.users.Markers;
import galaxy.client.users.Standing;
import galaxy.client.users.Standing.PastSanction;
import galaxy.client.users.Standing.ShownLimit;
import galaxy.kernel.ReasonCode;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Sentence;
import galaxy.pages.text.StandingText;
import galaxy.pages.text.Words;
import galaxy.pages.view.Actions;
import galaxy.pages.view.Callout;
import galaxy.pages.view.Card;
import galaxy.pages.view.Chip;
import galaxy.pages.view.Html;
import galaxy.pages.view.LinkButton;
import galaxy.pages.view.ListItem;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Paragraph;
import galaxy.pages.view.Part;
import galaxy.pages.view.SentenceText;
import galaxy.pages.view.Table;
import galaxy.pages.view.TimeText;
import galaxy.pages.view.Tone;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import gg.jte.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a player may do, and why not more. */
public record StandingPage(Causes causes) {
    private static final String PAGE = "standing";
    private static final String LOGIN_BLOCK = "login_block";

    /** The page of someone who has signed in. */
    public Page of(Words words, Standing standing) {
        List<Part> parts = new ArrayList<>();
        parts.add(first(words, standing));
        parts.add(Card.titled(
                "actions",
                words.text("standing.actions"),
                Html.all(Causes.ACTIONS.keySet().stream()
                        .map(marker -> action(words, standing, marker))
                        .toList())));
        parts.add(limits(words, standing));
        parts.add(past(words, standing));
        return Page.of(PageHead.of(PAGE, words.text("standing.title")).lead(plan(words, standing)), parts);
    }

    /** The sentence that says it all. */
    private static Callout first(Words words, Standing standing) {
        List<Sentence> blocked = new ArrayList<>();
        standing.emailBlock()
                .ifPresent(block -> blocked.add(StandingText.sanction(words, LOGIN_BLOCK, block.expiresAt())));
        standing.active()
                .forEach(sanction ->
                        blocked.add(StandingText.sanction(words, sanction.code().value(), sanction.expiresAt())));
        if (!blocked.isEmpty()) {
            return new Callout(Tone.DANGER, blocked.stream().distinct().toList());
        }
        return standing.denials().isEmpty()
                ? Callout.of(Tone.OK, words.sentence("standing.open"))
                : Callout.of(Tone.INFO, words.sentence("standing.open.plan"));
    }

    private static Sentence plan(Words words, Standing standing) {
        String name = StandingText.plan(words, standing.plan().plan().value());
        return standing.plan()
                .endsAt()
                .map(end -> words.sentence("standing.plan.until", Arg.text("plan", name), Arg.time("at", end)))
                .orElseGet(() -> words.sentence("standing.plan", Arg.text("plan", name)));
    }

    private ListItem action(Words words, Standing standing, Marker marker) {
        String code =
                Optional.ofNullable(Causes.ACTIONS.get(marker)).orElseThrow().value();
        boolean isAllowed = isAllowed(standing.markers(), marker);
        boolean isByPlan = standing.denials().stream()
                .filter(denial -> denial.marker().equals(marker))
                .allMatch(denial -> denial.kind().equals(Denial.LIMIT));
        Chip chip = isAllowed
                ? new Chip(Tone.OK, words.text("standing.allowed"))
                : isByPlan
                        ? new Chip(Tone.PLAIN, words.text("standing.not-in-plan"))
                        : new Chip(Tone.DANGER, words.text("standing.blocked"));
        List<Sentence> lines = isAllowed ? List.of() : causes.of(words, standing, marker);
        return new ListItem(StandingText.action(words, code), false, chip, lines, Html.nothing());
    }

    private static boolean isAllowed(Markers markers, Marker marker) {
        if (marker.equals(Marker.CAN_LOGIN)) {
            return markers.canLogin();
        }
        if (marker.equals(Marker.CAN_JOIN_GAME)) {
            return markers.canJoinGame();
        }
        if (marker.equals(Marker.CAN_CREATE_PRIVATE_GAME)) {
            return markers.canCreatePrivateGame();
        }
        return marker.equals(Marker.CAN_MANAGE_PRIVATE_GAME)
                ? markers.canManagePrivateGame()
                : markers.canUpdateProfile();
    }

    private static Card limits(Words words, Standing standing) {
        var table = new Table(
                words.text("standing.limits"),
                List.of(
                        words.text("standing.limits.what"),
                        words.text("standing.limits.most"),
                        words.text("standing.limits.origin")),
                standing.limits().stream()
                        .map(limit -> List.<Content>of(
                                SentenceText.of(name(words, limit.limit().code())),
                                SentenceText.of(
                                        words.times().number(limit.limit().value())),
                                new SentenceText(origin(words, limit))))
                        .toList());
        return Card.plain(table);
    }

    private static String name(Words words, LimitCode code) {
        return StandingText.limit(words, code.value());
    }

    private static Sentence origin(Words words, ShownLimit limit) {
        if (!limit.limit().isOverride()) {
            return words.sentence("standing.limits.plan");
        }
        return limit.expiresAt()
                .map(end -> words.sentence("standing.limits.own.until", Arg.time("at", end)))
                .orElseGet(() -> words.sentence("standing.limits.own"));
    }

    private Card past(Words words, Standing standing) {
        if (standing.past().isEmpty()) {
            return Card.titled(
                    "past", words.text("standing.past"), Paragraph.muted(words.sentence("standing.past.none")));
        }
        return Card.plain(new Table(
                words.text("standing.past"),
                List.of(
                        words.text("standing.past.what"),
                        words.text("standing.past.why"),
                        words.text("standing.past.from"),
                        words.text("standing.past.end")),
                standing.past().stream()
                        .map(sanction -> List.<Content>of(
                                SentenceText.of(StandingText.action(
                                        words, sanction.sanction().code().value())),
                                new SentenceText(causes.reasons()
                                        .of(sanction.sanction().reason().value(), words)),
                                new TimeText(
                                        words.times().day(sanction.sanction().appliedAt()), false),
                                new SentenceText(end(words, sanction))))
                        .toList()));
    }

    private Sentence end(Words words, PastSanction past) {
        String day = words.times().day(past.endedAt()).text();
        return past.removalReason()
                .map(reason -> words.sentence(
                        "standing.past.lifted",
                        Arg.text("day", day),
                        Arg.text(
                                "reason",
                                causes.reasons().of(reason.value(), words).plain())))
                .orElseGet(() -> Sentence.of(day));
    }

    /**
     * {@code 403}: someone may not sign in, and reads why after the right code.
     *
     * @param standing where it is known
     */
    public Page blocked(
            Words words, Optional<ReasonCode> reason, Optional<Instant> until, Optional<Standing> standing) {
        List<Sentence> why = new ArrayList<>();
        standing.stream()
                .flatMap(known -> known.active().stream())
                .filter(sanction -> sanction.code().value().equals(LOGIN_BLOCK))
                .forEach(sanction -> why.addAll(causes.sanction(words, sanction)));
        if (why.isEmpty()) {
            reason.ifPresent(code -> why.add(causes.cause(words, code.value(), until)));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(Callout.of(Tone.DANGER, StandingText.sanction(words, LOGIN_BLOCK, until)));
        List<Part> card = new ArrayList<>();
        why.forEach(sentence -> card.add(Paragraph.of(sentence)));
        card.add(Paragraph.muted(words.sentence("standing.still." + LOGIN_BLOCK)));
        card.add(Actions.of(new LinkButton(Paths.START.href(), words.text("error.home"), false)));
        parts.add(Card.titled("why", words.text("standing.why"), Html.all(card)));
        var head = PageHead.of(PAGE, words.text("standing.title")).state("blocked");
        return Page.of(head, parts).status(403);
    }
}
