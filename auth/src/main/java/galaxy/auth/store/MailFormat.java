package galaxy.auth.store;

import galaxy.auth.mail.Mail;
import galaxy.auth.mail.Mail.Delivery;
import galaxy.auth.mail.Mail.State;
import galaxy.auth.mail.MailKind;
import galaxy.chassis.json.JsonFields;
import galaxy.kernel.CountryCode;
import galaxy.kernel.Parsed;
import galaxy.store.Format;
import galaxy.store.StoredJson;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How a mail is stored. */
final class MailFormat {
    static final Format<Mail> MAIL = Format.json(MailFormat::write, MailFormat::read);

    /** What takes the place of a mail that is forgotten, until the entries that name it are gone. */
    static final Format<String> GONE =
            Format.json((fields, id) -> fields.string("gone", id), json -> StoredJson.text(json, "gone"));

    private MailFormat() {}

    private static void write(JsonFields fields, Mail mail) {
        fields.string("id", mail.id())
                .string("kind", mail.kind().code())
                .string("to", mail.to())
                .string("locale", mail.locale())
                .string("code_key", mail.codeKey())
                .string("country", mail.country().map(CountryCode::value))
                .number("at", mail.at().toEpochMilli())
                .number("ends", mail.endsAt().toEpochMilli())
                .string("state", mail.delivery().state().code())
                .number("tries", mail.delivery().tries())
                .number("next", mail.delivery().next().toEpochMilli())
                .string("reason", mail.delivery().reason());
    }

    private static Mail read(JsonNode json) {
        return new Mail(
                StoredJson.text(json, "id"),
                Parsed.oneOf(MailKind.values(), MailKind::code, StoredJson.text(json, "kind"), "is no kind of mail")
                        .orElseThrow(),
                StoredJson.text(json, "to"),
                StoredJson.text(json, "locale"),
                text(json, "code_key"),
                text(json, "country").map(CountryCode::of),
                StoredJson.time(json, "at"),
                StoredJson.time(json, "ends"),
                new Delivery(
                        Parsed.oneOf(
                                        State.values(),
                                        State::code,
                                        StoredJson.text(json, "state"),
                                        "is no state of a mail")
                                .orElseThrow(),
                        json.required("tries").intValue(),
                        StoredJson.time(json, "next"),
                        StoredJson.text(json, "reason")));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return StoredJson.optional(json, field).map(JsonNode::stringValue);
    }
}
