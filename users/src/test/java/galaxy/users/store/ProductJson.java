package galaxy.users.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import galaxy.models.users.Command.Kind;
import galaxy.store.StoredJson;
import galaxy.testkit.model.Moment;
import galaxy.users.account.Account;
import galaxy.users.account.BlockChange;
import galaxy.users.account.Command;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.LimitValue;
import galaxy.users.account.Outcome;
import galaxy.users.account.Plan;
import galaxy.users.account.Refusal;
import galaxy.users.account.Sanction;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.Scope;
import galaxy.users.account.TimeZoneName;
import galaxy.users.entitlement.ExtendPaid;
import galaxy.users.entitlement.GrantPaid;
import galaxy.users.entitlement.RevokePaid;
import galaxy.users.history.EntitlementHistory;
import galaxy.users.json.AccountJson;
import galaxy.users.limit.RemoveLimit;
import galaxy.users.limit.SetLimit;
import galaxy.users.profile.ChangeProfile;
import galaxy.users.profile.ChangeSettings;
import galaxy.users.profile.SyncCountry;
import galaxy.users.racename.RaceName;
import galaxy.users.registration.Registrations.Ensured;
import galaxy.users.registration.Registrations.Standing;
import galaxy.users.sanction.ApplySanction;
import galaxy.users.sanction.RemoveSanction;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Commands and results of the service in the form of the model. */
final class ProductJson {
    private ProductJson() {}

    /** The command of the service for one of the model. */
    static Command command(galaxy.models.users.Command command) {
        return new Fields(command.fields()).command(command.kind());
    }

    private record Fields(Map<String, Object> fields) {
        Command command(Kind kind) {
            return switch (kind) {
                case RENAME -> new ChangeProfile(RaceName.of(text("race_name")));
                case CHANGE_SETTINGS ->
                    new ChangeSettings(
                            optional("preferred_language").map(LanguageTag::of),
                            optional("time_zone").map(TimeZoneName::of));
                case SYNC_COUNTRY -> new SyncCountry(CountryCode.of(text("declared_country")));
                case GRANT ->
                    new GrantPaid(
                            Plan.parse(text("plan_code")).orElseThrow(),
                            time("starts_at"),
                            time("ends_at"),
                            source(),
                            reason(),
                            actor().orElseThrow());
                case EXTEND -> new ExtendPaid(time("ends_at").orElseThrow(), source(), reason(), actor().orElseThrow());
                case REVOKE -> new RevokePaid(source(), reason(), actor().orElseThrow());
                case APPLY_SANCTION ->
                    new ApplySanction(
                            sanction(),
                            optional("scope").map(Scope::of),
                            time("expires_at"),
                            reason(),
                            actor().orElseThrow());
                case REMOVE_SANCTION -> new RemoveSanction(sanction(), reason(), actor().orElseThrow());
                case SET_LIMIT ->
                    new SetLimit(
                            limit(),
                            new LimitValue((Integer) fields.get("value")),
                            time("expires_at"),
                            reason(),
                            actor().orElseThrow());
                case REMOVE_LIMIT -> new RemoveLimit(limit(), reason(), actor().orElseThrow());
                case BLOCK, UNBLOCK -> throw new IllegalArgumentException("by e-mail address only");
            };
        }

        private String text(String name) {
            return (String) fields.get(name);
        }

        private Optional<String> optional(String name) {
            return Optional.ofNullable(text(name));
        }

        private Optional<Instant> time(String name) {
            return Optional.ofNullable((Moment) fields.get(name)).map(time -> Instant.ofEpochMilli(time.latest()));
        }

        private Source source() {
            return Source.of(text("source"));
        }

        ReasonCode reason() {
            return ReasonCode.of(text("reason_code"));
        }

        private SanctionCode sanction() {
            return SanctionCode.parse(text("sanction_code")).orElseThrow();
        }

        private LimitCode limit() {
            return LimitCode.parse(text("limit_code")).orElseThrow();
        }

        Optional<Actor> actor() {
            return Optional.ofNullable((Map<?, ?>) fields.get("actor"))
                    .map(actor -> new Actor(
                            (String) actor.get("type"),
                            Optional.of(actor.get("id"))
                                    .filter(String.class::isInstance)
                                    .map(String.class::cast)));
        }
    }

    static ReasonCode reason(galaxy.models.users.Command command) {
        return new Fields(command.fields()).reason();
    }

    static Optional<Actor> actor(galaxy.models.users.Command command) {
        return new Fields(command.fields()).actor();
    }

    private static JsonNode json(Consumer<JsonFields> write) {
        return StoredJson.parse(JsonFields.encode(write), 0);
    }

    static JsonNode account(Account account) {
        return json(fields -> AccountFormat.writeAccount(fields, account));
    }

    static JsonNode result(Outcome outcome) {
        return json(fields -> {
            switch (outcome) {
                case Outcome.Done(Account account) ->
                    fields.object("account", inner -> AccountFormat.writeAccount(inner, account));
                case Outcome.Refused(Refusal refusal) -> fields.string("refused", text(refusal));
                case Outcome.UnknownUser() -> fields.string("refused", "unknown user");
                case Outcome.KeyReused() -> fields.string("refused", "key reused");
            }
        });
    }

    private static String text(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Invalid invalid -> "invalid_request " + invalid.field();
            case Refusal.ProfileUpdateBlocked() -> "profile_update_blocked ";
            case Refusal.LoginBlocked() -> "login_blocked ";
            case Refusal.Conflict conflict -> "conflict " + conflict.name();
        };
    }

    static JsonNode standing(Standing standing) {
        return json(fields -> write(fields, standing));
    }

    static JsonNode ensured(Ensured ensured) {
        return json(fields -> {
            write(fields, ensured.standing());
            fields.bool("created", ensured.isCreated());
        });
    }

    private static void write(JsonFields fields, Standing standing) {
        String kind = switch (standing) {
            case Standing.Creatable() -> "creatable";
            case Standing.Existing existing -> "existing";
            case Standing.Blocked blocked -> "blocked";
        };
        Optional<ReasonCode> reason =
                standing instanceof Standing.Blocked blocked ? Optional.of(blocked.reason()) : Optional.empty();
        fields.string("kind", kind)
                .string("user_id", StoreScenario.userId(standing).map(id -> id.value()))
                .string("block_reason_code", reason.map(ReasonCode::value));
    }

    static JsonNode blockChange(BlockChange change) {
        return json(fields -> fields.bool("changed", change.isChanged())
                .string("user_id", change.userId().map(id -> id.value())));
    }

    static JsonNode period(EntitlementHistory.Entry entry) {
        var period = entry.period();
        return json(fields -> {
            fields.string("plan_code", period.plan().code())
                    .bool("is_paid", !period.plan().equals(Plan.FREE))
                    .string("source", period.source().value())
                    .object("actor", actor -> AccountJson.actor(actor, period.actor()))
                    .string("reason_code", period.reason().value())
                    .time("starts_at", period.startsAt())
                    .time("ends_at", period.endsAt())
                    .time("created_at", period.createdAt());
            AccountJson.removal(fields, entry.removal());
        });
    }

    static JsonNode sanction(UserId userId, Sanction sanction) {
        return json(fields -> {
            AccountJson.sanction(fields, userId, sanction);
            AccountJson.removal(fields, sanction.removal());
        });
    }

    static JsonNode limit(LimitOverride limit) {
        return json(fields -> {
            AccountJson.limit(fields, limit);
            AccountJson.removal(fields, limit.removal());
        });
    }
}
