package galaxy.pages.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gg.jte.CodeResolver;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import gg.jte.html.OwaspHtmlPolicy;
import gg.jte.html.policy.PolicyGroup;
import gg.jte.html.policy.PreventInlineEventHandlers;
import gg.jte.resolve.DirectoryCodeResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesTest {
    private static final Path ROOT = Path.of("src/main/jte");
    private static final Pattern PLACE = Pattern.compile("\\b(href|src|action|formaction)=\"([^\"]*)\"");

    private static List<Path> templates() throws Exception {
        try (var files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void every_place_is_a_typed_one() throws Exception {
        for (var template : templates()) {
            PLACE.matcher(Files.readString(template))
                    .results()
                    .forEach(found -> assertThat(found.group(2))
                            .as(template + ": " + found.group())
                            .matches("\\$\\{[^}]*\\.url\\(\\)}|#main"));
        }
    }

    @Test
    void nothing_is_written_unescaped_or_inline() throws Exception {
        for (var template : templates()) {
            assertThat(Files.readString(template)).doesNotContain("$unsafe", " style=", "<style", "javascript:");
        }
    }

    @Test
    void templates_follow_the_policies_of_owasp_and_of_inline_handlers(@TempDir Path target) throws Exception {
        assertThat(generate(new DirectoryCodeResolver(ROOT), target)).hasSameSizeAs(templates());
        Path planted = Files.createDirectories(target.resolve("planted"));
        Files.writeString(planted.resolve("a.jte"), "<p onclick=\"x()\">a</p>");
        assertThatThrownBy(() -> generate(new DirectoryCodeResolver(planted), target))
                .isInstanceOf(TemplateException.class);
    }

    private static List<String> generate(CodeResolver source, Path target) {
        var engine = TemplateEngine.create(source, target, ContentType.Html);
        var policies = new PolicyGroup();
        policies.addPolicy(new OwaspHtmlPolicy());
        policies.addPolicy(new PreventInlineEventHandlers());
        engine.setHtmlPolicy(policies);
        return engine.generateAll();
    }
}
