package galaxy.auth.http;

import galaxy.auth.mail.MailQueue;
import galaxy.auth.mail.MailQueue.Undelivered;
import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Query;
import galaxy.chassis.http.Response;
import galaxy.chassis.json.JsonFields;
import galaxy.chassis.paging.PageTokens;
import galaxy.kernel.Page;
import galaxy.kernel.Rfc3339;
import java.util.Optional;

/** Mails that were not delivered. */
final class MailHandlers {
    static final String SIZE = "page_size";
    static final String TOKEN = "page_token";
    private static final String WALK = "mail/undelivered";
    private static final long DEFAULT_SIZE = 50;
    private static final long MAX_SIZE = 200;

    private final MailQueue mails;
    private final PageTokens tokens;

    MailHandlers(MailQueue mails, PageTokens tokens) {
        this.mails = mails;
        this.tokens = tokens;
    }

    Response undelivered(Exchange exchange) {
        Query query = exchange.query();
        int size = query.integer(SIZE, 1, MAX_SIZE).orElse(DEFAULT_SIZE).intValue();
        Optional<String> token = query.string(TOKEN).filter(text -> !text.isEmpty());
        Optional<String> after = token.flatMap(text -> tokens.open(WALK, text));
        if (token.isPresent() && after.isEmpty()) {
            query.problem(TOKEN, "is not a token of this listing; start again without one");
        }
        query.finish();
        Page<Undelivered, String> page = mails.undelivered(after, size);
        return Response.ok(fields -> fields.array("items", page.items(), MailHandlers::mail)
                .string("next_page_token", page.next().map(key -> tokens.issue(WALK, key))));
    }

    private static void mail(JsonFields row, Undelivered mail) {
        row.string("mail_id", mail.mailId())
                .string("kind", mail.kind().code())
                .string("to_digest", mail.toDigest())
                .string("reason", mail.reason())
                .number("tries", mail.tries())
                .string("failed_at", Rfc3339.format(mail.failedAt()));
    }
}
