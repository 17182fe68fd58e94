package galaxy.pages.view;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Turns parts into HTML. */
public final class Html {
    private Html() {}

    /** The text of a part, with everything in it escaped. */
    public static String text(Content part) {
        var text = new StringOutput();
        part.writeTo(new OwaspHtmlTemplateOutput(text));
        return text.toString();
    }

    /** The bytes of a page. */
    public static byte[] bytes(Content page) {
        return text(page).getBytes(StandardCharsets.UTF_8);
    }

    /** Several parts, one after the other. */
    public static Part all(List<? extends Content> parts) {
        return output -> parts.forEach(part -> part.writeTo(output));
    }

    public static Part all(Content... parts) {
        return all(List.of(parts));
    }

    /** Several forms with buttons, beside each other where there is room. */
    public static Part row(Part... parts) {
        return new Row(List.of(parts));
    }

    public static Part nothing() {
        return output -> {};
    }
}
