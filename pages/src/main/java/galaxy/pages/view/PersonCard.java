package galaxy.pages.view;

import gg.jte.Content;
import gg.jte.html.HtmlTemplateOutput;
import java.util.Optional;

/**
 * A player as others see them.
 *
 * @param picture 56 pixels in lists, 96 alone
 * @param name chosen by the player, or the user id of one without a profile
 * @param isId whether the name is an id
 * @param details beside the name, such as a date
 * @param action such as a button, at the end
 */
public record PersonCard(
        Picture picture,
        String name,
        boolean isId,
        Optional<String> username,
        Optional<String> bio,
        Content details,
        Content action)
        implements Part {
    @Override
    public void render(HtmlTemplateOutput output) {
        JtepersonCardGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
