package galaxy.users.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.store.Format;
import galaxy.store.StoredJson;
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.LimitValue;
import galaxy.users.account.Plan;
import galaxy.users.account.Removal;
import galaxy.users.account.Sanction;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.Scope;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** How sanctions, overrides and periods are stored, in an account and in its history. */
final class HistoryFormats {
    static final Format<EntitlementPeriod> PERIODS = new JsonFormat<>(HistoryFormats::write, HistoryFormats::period);
    static final Format<Sanction> SANCTIONS = new JsonFormat<>(HistoryFormats::write, HistoryFormats::sanction);
    static final Format<LimitOverride> LIMITS = new JsonFormat<>(HistoryFormats::write, HistoryFormats::limit);

    private HistoryFormats() {}

    private record JsonFormat<T>(BiConsumer<JsonFields, T> writer, Function<JsonNode, T> reader) implements Format<T> {
        @Override
        public byte[] write(T value) {
            return JsonFields.encode(fields -> writer.accept(fields, value));
        }

        @Override
        public T read(byte[] stored, int from) {
            return reader.apply(StoredJson.parse(stored, from));
        }
    }

    static void write(JsonFields fields, Sanction sanction) {
        fields.number("seq", sanction.seq());
        if (sanction.ordinal() > 0) {
            fields.number("ordinal", sanction.ordinal());
        }
        fields.string("code", sanction.code().code())
                .string("scope", sanction.scope().value())
                .string("reason", sanction.reason().value())
                .object("actor", actor -> StoredReasons.actor(actor, sanction.actor()))
                .number("applied", sanction.appliedAt().toEpochMilli());
        StoredJson.time(fields, "expires", sanction.expiresAt());
        write(fields, sanction.removal());
    }

    static Sanction sanction(JsonNode json) {
        return new Sanction(
                json.required("seq").longValue(),
                StoredJson.optional(json, "ordinal").map(JsonNode::longValue).orElse(0L),
                new SanctionCode(StoredJson.text(json, "code")),
                Scope.of(StoredJson.text(json, "scope")),
                StoredReasons.reason(json),
                StoredReasons.actor(json.required("actor")),
                StoredJson.time(json, "applied"),
                StoredJson.optional(json, "expires").map(StoredJson::time),
                removal(json));
    }

    static void write(JsonFields fields, LimitOverride limit) {
        fields.number("seq", limit.seq())
                .string("code", limit.code().code())
                .number("value", limit.value().count())
                .string("reason", limit.reason().value())
                .object("actor", actor -> StoredReasons.actor(actor, limit.actor()))
                .number("applied", limit.appliedAt().toEpochMilli());
        StoredJson.time(fields, "expires", limit.expiresAt());
        write(fields, limit.removal());
    }

    static LimitOverride limit(JsonNode json) {
        return new LimitOverride(
                json.required("seq").longValue(),
                new LimitCode(StoredJson.text(json, "code")),
                new LimitValue(json.required("value").intValue()),
                StoredReasons.reason(json),
                StoredReasons.actor(json.required("actor")),
                StoredJson.time(json, "applied"),
                StoredJson.optional(json, "expires").map(StoredJson::time),
                removal(json));
    }

    private static void write(JsonFields fields, EntitlementPeriod period) {
        fields.number("seq", period.seq())
                .string("plan", period.plan().code())
                .string("source", period.source().value())
                .object("actor", actor -> StoredReasons.actor(actor, period.actor()))
                .string("reason", period.reason().value())
                .number("starts", period.startsAt().toEpochMilli());
        StoredJson.time(fields, "ends", period.endsAt());
        fields.number("created", period.createdAt().toEpochMilli());
    }

    private static EntitlementPeriod period(JsonNode json) {
        return new EntitlementPeriod(
                json.required("seq").longValue(),
                new Plan(StoredJson.text(json, "plan")),
                Source.of(StoredJson.text(json, "source")),
                StoredReasons.actor(json.required("actor")),
                StoredReasons.reason(json),
                StoredJson.time(json, "starts"),
                StoredJson.optional(json, "ends").map(StoredJson::time),
                StoredJson.time(json, "created"));
    }

    private static void write(JsonFields fields, Optional<Removal> removal) {
        removal.ifPresent(by -> fields.object(
                "removal",
                inner -> inner.number("at", by.at().toEpochMilli())
                        .object("by", actor -> StoredReasons.actor(actor, by.by()))
                        .string("reason", by.reason().value())));
    }

    private static Optional<Removal> removal(JsonNode json) {
        return StoredJson.optional(json, "removal")
                .map(by -> new Removal(
                        StoredJson.time(by, "at"),
                        StoredReasons.actor(by.required("by")),
                        ReasonCode.of(StoredJson.text(by, "reason"))));
    }
}
