package galaxy.auth.store;

import galaxy.auth.address.AddressBudgets.Taken;
import galaxy.auth.address.AddressBudgets.Use;
import galaxy.auth.challenge.Challenge;
import galaxy.auth.challenge.Challenge.Binding;
import galaxy.auth.challenge.Challenge.Proof;
import galaxy.auth.challenge.Challenge.State;
import galaxy.auth.challenge.Limits;
import galaxy.chassis.json.JsonFields;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UserId;
import galaxy.sessions.Credential;
import galaxy.sessions.SessionId;
import galaxy.store.Format;
import galaxy.store.StoredJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How challenges and limits are stored. No code is in them. */
final class ChallengeFormats {
    static final Format<Challenge> CHALLENGE = Format.json(ChallengeFormats::write, ChallengeFormats::challenge);
    static final Format<Limits> LIMITS = Format.json(ChallengeFormats::write, ChallengeFormats::limits);

    private ChallengeFormats() {}

    private static void write(JsonFields fields, Challenge challenge) {
        fields.string("email", challenge.email())
                .string("digest", challenge.digest())
                .string("key", challenge.keyId())
                .number("sent", challenge.sentAt().toEpochMilli())
                .number("mails", challenge.mails())
                .number("attempts", challenge.attempts());
        StoredJson.time(fields, "tried", challenge.triedAt());
        fields.array(
                "taken",
                challenge.taken(),
                (row, taken) -> row.string("use", taken.use().code())
                        .string("narrow", taken.narrow())
                        .string("wide", taken.wide()));
        switch (challenge.state()) {
            case State.Open open -> fields.string("state", "open");
            case State.Verified(Proof proof) -> write(fields.string("state", "verified"), proof);
            case State.Bound(Proof proof, Binding binding) -> {
                write(fields.string("state", "bound"), proof);
                fields.object(
                        "bound",
                        inner -> inner.string("email", binding.email())
                                .string("user", binding.userId().value())
                                .bool("created", binding.isCreated())
                                .string("session", binding.sessionId().value()));
            }
        }
    }

    private static void write(JsonFields fields, Proof proof) {
        fields.object("proof", inner -> {
            inner.string("kind", proof.credential().kind())
                    .string("key", proof.credential().key())
                    .string("zone", proof.timeZone())
                    .string("language", proof.language());
            proof.name().ifPresent(name -> inner.string("name", name));
            proof.country().ifPresent(country -> inner.string("country", country.value()));
        });
    }

    private static Challenge challenge(JsonNode json) {
        return new Challenge(
                StoredJson.text(json, "email"),
                StoredJson.text(json, "digest"),
                StoredJson.text(json, "key"),
                StoredJson.time(json, "sent"),
                json.required("mails").intValue(),
                json.required("attempts").intValue(),
                StoredJson.optional(json, "tried").map(StoredJson::time),
                StoredJson.list(json, "taken", ChallengeFormats::taken).stream()
                        .flatMap(Optional::stream)
                        .toList(),
                state(json));
    }

    /** A use that only a newer version knows is not given back here. */
    private static Optional<Taken> taken(JsonNode json) {
        String code = StoredJson.text(json, "use");
        for (Use use : Use.values()) {
            if (use.code().equals(code)) {
                return Optional.of(new Taken(use, StoredJson.text(json, "narrow"), StoredJson.text(json, "wide")));
            }
        }
        return Optional.empty();
    }

    private static State state(JsonNode json) {
        return switch (StoredJson.text(json, "state")) {
            case "open" -> new State.Open();
            case "verified" -> new State.Verified(proof(json.required("proof")));
            case "bound" -> {
                JsonNode bound = json.required("bound");
                yield new State.Bound(
                        proof(json.required("proof")),
                        new Binding(
                                StoredJson.text(bound, "email"),
                                UserId.of(StoredJson.text(bound, "user")),
                                bound.required("created").booleanValue(),
                                SessionId.of(StoredJson.text(bound, "session"))));
            }
            default -> throw new IllegalArgumentException("a state of a challenge that is not known");
        };
    }

    private static Proof proof(JsonNode json) {
        return new Proof(
                new Credential(StoredJson.text(json, "kind"), StoredJson.text(json, "key")),
                StoredJson.text(json, "zone"),
                StoredJson.text(json, "language"),
                StoredJson.optional(json, "name").map(JsonNode::stringValue),
                StoredJson.optional(json, "country").map(country -> CountryCode.of(country.stringValue())));
    }

    private static void write(JsonFields fields, Limits limits) {
        times(fields, "sends", limits.sends());
        times(fields, "wrong", limits.wrong());
        fields.number("row", limits.wrongInARow());
        StoredJson.time(fields, "paused", limits.pausedUntil());
    }

    private static void times(JsonFields fields, String name, List<Instant> times) {
        fields.array(name, times, (row, time) -> row.number("at", time.toEpochMilli()));
    }

    private static Limits limits(JsonNode json) {
        return new Limits(
                StoredJson.list(json, "sends", time -> StoredJson.time(time, "at")),
                StoredJson.list(json, "wrong", time -> StoredJson.time(time, "at")),
                json.required("row").intValue(),
                StoredJson.optional(json, "paused").map(StoredJson::time));
    }
}
