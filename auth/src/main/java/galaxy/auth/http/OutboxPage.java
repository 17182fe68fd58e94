package galaxy.auth.http;

import galaxy.auth.address.TypedAddress;
import galaxy.auth.mail.Outbox;
import galaxy.auth.mail.RenderedMail;
import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Parsed;
import galaxy.kernel.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code GET /outbox}, at the management port: the last mails, newest first, as a page or, where {@code Accept} asks for
 * {@code application/json} and not for HTML, as {@code {"items":[{"to","kind","language","subject","text","code","at"}]}};
 * {@code code} is {@code null} in mails without one. {@code ?to=} keeps those to one address, as it is typed, in any case.
 */
public final class OutboxPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { margin: 0 auto; padding: 24px 16px; max-width: 640px; font: 15px/1.5 system-ui, sans-serif; }
            h1 { font-size: 20px; }
            article { margin: 16px 0; padding: 16px 20px; border: 1px solid #8884; border-radius: 10px; }
            h2 { margin: 0; font-size: 16px; unicode-bidi: plaintext; }
            .about { margin: 2px 0 8px; opacity: .7; font-size: 13px; overflow-wrap: anywhere; }
            .code { margin: 8px 0; font: 600 26px/1.3 ui-monospace, monospace; letter-spacing: .04em; }
            pre { margin: 0; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; unicode-bidi: plaintext; }
            """;

    private OutboxPage() {}

    public static Route route(Outbox outbox) {
        return Route.get("/outbox", Access.anyone(), exchange -> show(outbox, exchange))
                .query("to");
    }

    private static Response show(Outbox outbox, Exchange exchange) {
        String to = exchange.query().string("to").orElse("");
        exchange.query().finish();
        String recipient = TypedAddress.parse(to, true) instanceof Parsed.Valid<TypedAddress>(TypedAddress address)
                ? address.recipient()
                : to;
        List<RenderedMail> mails = outbox.mails().stream()
                .filter(mail -> to.isEmpty() || mail.to().equalsIgnoreCase(recipient))
                .toList();
        Response response = wantsJson(exchange)
                ? Response.ok(json -> json.array("items", mails, OutboxPage::item))
                : Response.html(200, page(mails).getBytes(StandardCharsets.UTF_8))
                        .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                        .with("Referrer-Policy", "no-referrer");
        return response.with("Cache-Control", "no-store").with("Vary", "Accept");
    }

    private static boolean wantsJson(Exchange exchange) {
        String accepted = String.join(",", exchange.headers("Accept"));
        return accepted.contains("application/json") && !accepted.contains("text/html");
    }

    private static void item(JsonFields json, RenderedMail mail) {
        json.string("to", mail.to())
                .string("kind", mail.kind().code())
                .string("language", mail.language().tag())
                .string("subject", mail.subject())
                .string("text", mail.text())
                .string("code", mail.code())
                .time("at", mail.at());
    }

    private static String page(List<RenderedMail> mails) {
        String shown = mails.isEmpty()
                ? "<p>No mail yet. Ask for a code, then load this page again.</p>\n"
                : mails.stream().map(OutboxPage::article).collect(Collectors.joining());
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Outbox</title>
                <style>
                %s</style>
                </head>
                <body>
                <h1>Outbox</h1>
                <p>No relay is set (<code>auth.smtp.uri</code>): the last %d mails are here, in memory, newest first.</p>
                %s</body>
                </html>
                """.formatted(STYLE, Outbox.SIZE, shown);
    }

    private static String article(RenderedMail mail) {
        String code = mail.code()
                .map(digits -> "<p class=\"code\" dir=\"ltr\">%s</p>\n".formatted(digits))
                .orElse("");
        return """
                <article>
                <h2>%s</h2>
                <p class="about">to %s · %s · %s · %s</p>
                %s<pre lang="%s">%s</pre>
                </article>
                """.formatted(
                        escaped(mail.subject()),
                        escaped(mail.to()),
                        mail.kind().code(),
                        mail.language().tag(),
                        Rfc3339.format(mail.at()),
                        code,
                        mail.language().tag(),
                        escaped(mail.text()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
