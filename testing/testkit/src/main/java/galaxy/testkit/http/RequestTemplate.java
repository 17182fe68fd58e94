package galaxy.testkit.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Renders requests of any bytes: texts in which each character is a byte and {@code $( )} stands for
 *
 * <ul>
 *   <li>{@code $(17000*a)}: a text so many times; {@code #} in it is the number of the repetition, from 0 on
 *   <li>{@code $(length abc)}: the result of one of the {@link TemplateFunctions}
 *   <li>{@code $(exists)}, {@code $(json {})}: another text by its name, with what follows in place of {@code $(arg)}
 *   <li>{@code $(email)}: a value of this request, which is not rendered again
 * </ul>
 *
 * @param names texts that others refer to
 * @param values for this request alone
 */
public record RequestTemplate(Map<String, String> names, Map<String, String> values) {
    public String render(String text) {
        StringBuilder rendered = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf("$("); open >= 0; open = text.indexOf("$(", at)) {
            int close = closing(text, open + 2);
            rendered.append(text, at, open).append(part(text.substring(open + 2, close)));
            at = close + 1;
        }
        return rendered.append(text, at, text.length()).toString();
    }

    private static int closing(String text, int from) {
        int depth = 1;
        for (int at = from; at < text.length(); at++) {
            depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalArgumentException("a parenthesis is not closed: " + text);
    }

    private String part(String part) {
        int star = part.indexOf('*');
        if (star > 0 && part.substring(0, star).chars().allMatch(Character::isDigit)) {
            return repeat(Integer.parseInt(part.substring(0, star)), part.substring(star + 1));
        }
        int space = part.indexOf(' ');
        String name = space < 0 ? part : part.substring(0, space);
        String argument = space < 0 ? "" : render(part.substring(space + 1));
        if (values.containsKey(name)) {
            return values.get(name);
        }
        if (!names.containsKey(name)) {
            return TemplateFunctions.apply(name, argument);
        }
        Map<String, String> inner = new HashMap<>(values);
        inner.put("arg", argument);
        return new RequestTemplate(names, inner).render(names.get(name));
    }

    private String repeat(int times, String text) {
        if (text.indexOf('#') < 0) {
            return render(text).repeat(times);
        }
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < times; i++) {
            all.append(render(text.replace("#", Integer.toString(i))));
        }
        return all.toString();
    }
}
