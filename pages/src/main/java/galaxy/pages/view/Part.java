package galaxy.pages.view;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import java.util.Map;

/** A part of a page: a value with one template. In a template it stands where elements may stand, and nowhere else. */
public interface Part extends Content {
    /** Changes nothing of forms. */
    HtmlInterceptor NO_INTERCEPTOR = new HtmlInterceptor() {
        @Override
        public void onHtmlTagOpened(String name, Map<String, Object> attributes, TemplateOutput output) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput output) {}
    };

    /** Renders its template. */
    void render(HtmlTemplateOutput output);

    @Override
    default void writeTo(TemplateOutput output) {
        if (!(output instanceof HtmlTemplateOutput html)) {
            throw new IllegalStateException("a part stands in HTML only");
        }
        render(html);
    }
}
