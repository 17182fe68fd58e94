package galaxy.pages.view;

import galaxy.pages.asset.Assets;
import galaxy.pages.route.Href;
import galaxy.pages.text.Words;
import gg.jte.html.HtmlTemplateOutput;
import java.util.List;
import java.util.Optional;

/**
 * The pictures to choose from, a group a set, and none.
 *
 * @param chosen {@code set/asset}, or empty
 * @param error what is wrong with what was chosen
 */
public record AvatarGrid(
        String name,
        String legend,
        String none,
        String chosen,
        List<Group> groups,
        boolean isDisabled,
        Optional<String> error)
        implements Part {
    public AvatarGrid {
        groups = List.copyOf(groups);
    }

    /** A set. */
    public record Group(String name, List<Item> items) {
        public Group {
            items = List.copyOf(items);
        }
    }

    public record Item(String value, Href href, String name) {}

    /** All pictures, with their names in the language of the reader. */
    public static AvatarGrid of(Words words, Assets assets, String name, String chosen, boolean isDisabled) {
        List<Group> groups = assets.avatars().sets().stream()
                .map(set -> new Group(
                        words.text("avatar." + set.id()),
                        set.avatars().stream()
                                .map(avatar -> new Item(
                                        avatar.value(),
                                        assets.picture(avatar),
                                        words.text("avatar." + avatar.element())))
                                .toList()))
                .toList();
        return new AvatarGrid(
                name,
                words.text("avatar.legend"),
                words.text("avatar.none"),
                chosen,
                groups,
                isDisabled,
                Optional.empty());
    }

    /** The same with its problem, if it has one. */
    public AvatarGrid problem(Problems problems) {
        return new AvatarGrid(name, legend, none, chosen, groups, isDisabled, problems.of(name));
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JteavatarGridGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
