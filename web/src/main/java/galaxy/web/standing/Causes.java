package galaxy.web.standing;

import galaxy.client.users.Denial;
import galaxy.client.users.Marker;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.Standing;
import galaxy.client.users.Standing.ShownSanction;
import galaxy.pages.route.Href;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Reasons;
import galaxy.pages.text.Sentence;
import galaxy.pages.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Why something is not allowed, in sentences.
 *
 * @param reasons of sanctions
 * @param appeal where one can object, by a reference
 */
public record Causes(Reasons reasons, Function<String, Optional<Href>> appeal) {
    /** What a player may do, in the order of pages, and what takes it away. */
    static final Map<Marker, SanctionCode> ACTIONS = actions();

    private static Map<Marker, SanctionCode> actions() {
        Map<Marker, SanctionCode> all = new LinkedHashMap<>();
        all.put(Marker.CAN_LOGIN, SanctionCode.LOGIN_BLOCK);
        all.put(Marker.CAN_JOIN_GAME, SanctionCode.GAME_JOIN_BLOCK);
        all.put(Marker.CAN_CREATE_PRIVATE_GAME, SanctionCode.PRIVATE_GAME_CREATE_BLOCK);
        all.put(Marker.CAN_MANAGE_PRIVATE_GAME, SanctionCode.PRIVATE_GAME_MANAGE_BLOCK);
        all.put(Marker.CAN_UPDATE_PROFILE, SanctionCode.PROFILE_UPDATE_BLOCK);
        return all;
    }

    /** All causes of one marker that is false. */
    List<Sentence> of(Words words, Standing standing, Marker marker) {
        List<Sentence> sentences = new ArrayList<>();
        for (Denial denial : standing.denials()) {
            if (!denial.marker().equals(marker)) {
                continue;
            }
            if (denial.kind().equals(Denial.SANCTION)) {
                standing.active().stream()
                        .filter(sanction -> sanction.code().value().equals(denial.code()))
                        .forEach(sanction -> sentences.addAll(sanction(words, sanction)));
                still(words, denial.code()).ifPresent(sentences::add);
            } else if (denial.kind().equals(Denial.EMAIL_BLOCK)) {
                sentences.add(cause(words, denial.code(), denial.expiresAt()));
            } else {
                sentences.add(words.sentence("standing.by-plan"));
            }
        }
        return sentences;
    }

    /** Reason, end, and where to object. */
    List<Sentence> sanction(Words words, ShownSanction sanction) {
        return List.of(
                cause(words, sanction.reason().value(), sanction.expiresAt()),
                appeal.apply(sanction.reference())
                        .map(place -> words.sentence(
                                "standing.appeal", Arg.code("reference", sanction.reference()), Arg.link(place)))
                        .orElseGet(() ->
                                words.sentence("standing.reference", Arg.code("reference", sanction.reference()))));
    }

    /** "Griefing. It ends 12 Mar 2027, 10:30 Berlin, in 6 days." */
    Sentence cause(Words words, String reason, Optional<Instant> end) {
        String text = reasons.of(reason, words).plain();
        return end.map(at -> words.sentence(
                        "standing.cause.until",
                        Arg.text("reason", text),
                        Arg.time("at", at),
                        Arg.text("relative", words.times().relative(at))))
                .orElseGet(() -> words.sentence("standing.cause", Arg.text("reason", text)));
    }

    private static Optional<Sentence> still(Words words, String code) {
        return ACTIONS.values().stream().map(SanctionCode::value).anyMatch(code::equals)
                ? Optional.of(words.sentence("standing.still." + code))
                : Optional.empty();
    }
}
