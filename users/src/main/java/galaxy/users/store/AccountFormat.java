package galaxy.users.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.CountryCode;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import galaxy.store.Format;
import galaxy.store.NamingJson;
import galaxy.store.StoredJson;
import galaxy.users.account.Account;
import galaxy.users.account.ActiveRecords;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.Entitlement;
import galaxy.users.account.Plan;
import galaxy.users.account.TimeZoneName;
import galaxy.users.racename.RaceName;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Stores an account without what every new user has: the initial entitlement, and empty parts. */
final class AccountFormat implements Format<AccountRecord> {
    /** The next number of an account without any record. */
    private static final long NOTHING_YET = 1;

    @Override
    public byte[] write(AccountRecord record) {
        return JsonFields.encode(fields -> {
            writeAccount(fields, record.account());
            NamingJson.write(fields, record.naming());
            record.indexed().ifPresent(by -> {
                fields.string("markers", by.markers());
                if (!by.catalogue().isEmpty()) {
                    fields.string("indexed", by.catalogue());
                }
            });
        });
    }

    @Override
    public AccountRecord read(byte[] stored, int from) {
        JsonNode json = StoredJson.parse(stored, from);
        return new AccountRecord(
                readAccount(json),
                NamingJson.read(json),
                StoredJson.optional(json, "markers")
                        .map(markers -> new AccountRecord.Indexed(
                                markers.stringValue(),
                                StoredJson.optional(json, "indexed")
                                        .map(JsonNode::stringValue)
                                        .orElse(""))));
    }

    static void writeAccount(JsonFields fields, Account account) {
        fields.string("id", account.userId().value())
                .string("email", account.email().value())
                .string("name", account.raceName().value())
                .string("language", account.preferredLanguage().value())
                .string("zone", account.timeZone().value());
        account.declaredCountry().ifPresent(country -> fields.string("country", country.value()));
        if (!account.entitlement().equals(Entitlement.initial(account.createdAt()))) {
            fields.object("entitlement", inner -> writeEntitlement(inner, account.entitlement()));
        }
        if (!account.sanctions().isEmpty()) {
            fields.array("sanctions", account.sanctions(), HistoryFormats::write);
        }
        if (!account.limits().isEmpty()) {
            fields.array("limits", account.limits(), HistoryFormats::write);
        }
        account.emailBlock().ifPresent(block -> fields.object("block", inner -> writeBlock(inner, block)));
        fields.number("created", account.createdAt().toEpochMilli())
                .number("updated", account.updatedAt().toEpochMilli())
                .number("seq", account.nextSeq());
        if (account.nextSeq() > NOTHING_YET) {
            account.sanctionCount()
                    .ifPresent(count -> fields.object(
                            "counted",
                            inner -> inner.number("seq", account.nextSeq()).number("sanctions", count)));
        }
    }

    /**
     * How many sanctions there ever were. Absent if an earlier version wrote the account last, or a record of it since they were
     * counted.
     */
    private static Optional<Long> sanctionCount(JsonNode json, long nextSeq) {
        if (nextSeq == NOTHING_YET) {
            return Optional.of(0L);
        }
        return StoredJson.optional(json, "counted")
                .filter(counted -> counted.required("seq").longValue() == nextSeq)
                .map(counted -> counted.required("sanctions").longValue());
    }

    static Account readAccount(JsonNode json) {
        Instant created = StoredJson.time(json, "created");
        long nextSeq = json.required("seq").longValue();
        return new Account(
                UserId.of(StoredJson.text(json, "id")),
                EmailAddress.of(StoredJson.text(json, "email")),
                RaceName.of(StoredJson.text(json, "name")),
                LanguageTag.of(StoredJson.text(json, "language")),
                TimeZoneName.of(StoredJson.text(json, "zone")),
                StoredJson.optional(json, "country").map(country -> CountryCode.of(country.stringValue())),
                StoredJson.optional(json, "entitlement")
                        .map(AccountFormat::readEntitlement)
                        .orElseGet(() -> Entitlement.initial(created)),
                ActiveRecords.ordered(StoredJson.list(json, "sanctions", HistoryFormats::sanction)),
                ActiveRecords.ordered(StoredJson.list(json, "limits", HistoryFormats::limit)),
                StoredJson.optional(json, "block").map(AccountFormat::readBlock),
                created,
                StoredJson.time(json, "updated"),
                sanctionCount(json, nextSeq),
                nextSeq);
    }

    static void writeBlock(JsonFields fields, EmailBlock block) {
        fields.string("reason", block.reason().value());
        block.actor().ifPresent(actor -> fields.object("actor", inner -> StoredReasons.actor(inner, actor)));
        fields.number("at", block.blockedAt().toEpochMilli());
        StoredJson.time(fields, "ends", block.expiresAt());
    }

    static EmailBlock readBlock(JsonNode json) {
        return new EmailBlock(
                StoredReasons.reason(json),
                StoredJson.optional(json, "actor").map(StoredReasons::actor),
                StoredJson.time(json, "at"),
                StoredJson.optional(json, "ends").map(StoredJson::time));
    }

    private static void writeEntitlement(JsonFields fields, Entitlement entitlement) {
        fields.string("plan", entitlement.plan().code())
                .string("source", entitlement.source().value())
                .object("actor", actor -> StoredReasons.actor(actor, entitlement.actor()))
                .string("reason", entitlement.reason().value())
                .number("starts", entitlement.startsAt().toEpochMilli());
        StoredJson.time(fields, "ends", entitlement.endsAt());
        fields.number("updated", entitlement.updatedAt().toEpochMilli());
        entitlement.anchorDay().ifPresent(day -> fields.number("anchor", day));
    }

    private static Entitlement readEntitlement(JsonNode json) {
        return new Entitlement(
                new Plan(StoredJson.text(json, "plan")),
                Source.of(StoredJson.text(json, "source")),
                StoredReasons.actor(json.required("actor")),
                ReasonCode.of(StoredJson.text(json, "reason")),
                StoredJson.time(json, "starts"),
                StoredJson.optional(json, "ends").map(StoredJson::time),
                StoredJson.time(json, "updated"),
                StoredJson.optional(json, "anchor").map(JsonNode::intValue));
    }
}
