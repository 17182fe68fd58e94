package galaxy.contracts;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What may be in the picture of an avatar. Elements and attributes are those that draw flat shapes: what is not on the list is refused, so
 * that a picture can be shown inline in any page without being looked at again.
 */
final class AvatarDrawing {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String VIEW_BOX = "0 0 128 128";
    private static final Set<String> ELEMENTS =
            Set.of("svg", "title", "g", "clipPath", "path", "rect", "circle", "ellipse");
    private static final Set<String> ATTRIBUTES = Set.of(
            "xmlns",
            "viewBox",
            "role",
            "id",
            "clip-path",
            "transform",
            "opacity",
            "fill",
            "fill-rule",
            "stroke",
            "stroke-width",
            "stroke-linecap",
            "stroke-linejoin",
            "stroke-dasharray",
            "d",
            "x",
            "y",
            "width",
            "height",
            "rx",
            "ry",
            "cx",
            "cy",
            "r");
    /** Numbers, path commands, colours, keywords and calls: no colon, and so no address. */
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9 .,#()-]*");

    private static final Pattern CALL = Pattern.compile("([A-Za-z-]+)\\(");
    private static final Pattern FRAGMENT = Pattern.compile("url\\(#([a-z0-9-]+)\\)");

    private final String title;
    private final String prefix;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> defined = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    private AvatarDrawing(String title, String prefix) {
        this.title = title;
        this.prefix = prefix;
    }

    /** What is wrong with a picture that is to have this title, and whose ids are to begin like this; empty when nothing is. */
    static List<String> problems(String svg, String title, String prefix) {
        AvatarDrawing drawing = new AvatarDrawing(title, prefix);
        try {
            drawing.check(parser().parse(new InputSource(new StringReader(svg))));
        } catch (SAXException e) {
            drawing.problems.add("not parsed: " + e.getMessage());
        } catch (ParserConfigurationException | IOException e) {
            throw new AssertionError(e);
        }
        return List.copyOf(drawing.problems);
    }

    private void check(Document document) {
        Element root = document.getDocumentElement();
        expect(root.getNodeName().equals("svg"), "the root is not svg");
        expect(root.getAttribute("viewBox").equals(VIEW_BOX), "the viewBox is not " + VIEW_BOX);
        expect(root.getAttribute("role").equals("img"), "the role is not img");
        expect(!title.isBlank(), "the title is blank");
        expect(
                root.getElementsByTagNameNS(SVG, "title").getLength() == 1
                        && firstElement(root).filter(this::isTheTitle).isPresent(),
                "the first element is not the only title, or not: " + title);
        visit(document);
        for (String id : used) {
            expect(defined.contains(id), "no such id here: " + id);
        }
    }

    private static Optional<Node> firstElement(Element root) {
        Node child = root.getFirstChild();
        while (child != null && child.getNodeType() != Node.ELEMENT_NODE) {
            child = child.getNextSibling();
        }
        return Optional.ofNullable(child);
    }

    private boolean isTheTitle(Node node) {
        return node.getNodeName().equals("title") && node.getTextContent().equals(title);
    }

    private void visit(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            switch (node.getNodeType()) {
                case Node.ELEMENT_NODE -> {
                    element((Element) node);
                    visit(node);
                }
                case Node.TEXT_NODE ->
                    expect(
                            parent.getNodeName().equals("title")
                                    || node.getTextContent().isBlank(),
                            "text: " + node.getTextContent().strip());
                default -> problems.add("neither element nor text: " + node.getNodeName());
            }
        }
    }

    private void element(Element element) {
        expect(SVG.equals(element.getNamespaceURI()), "not of SVG: " + element.getNodeName());
        expect(ELEMENTS.contains(element.getNodeName()), "element " + element.getNodeName());
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            attribute((Attr) element.getAttributes().item(i));
        }
    }

    private void attribute(Attr attribute) {
        String name = attribute.getName();
        String value = attribute.getValue();
        expect(ATTRIBUTES.contains(name), "attribute " + name);
        if (name.equals("xmlns")) {
            return;
        }
        expect(VALUE.matcher(value).matches(), "value of " + name + ": " + value);
        CALL.matcher(value)
                .results()
                .map(call -> call.group(1))
                .filter(call -> !Set.of("url", "rotate").contains(call))
                .forEach(call -> problems.add("call of " + call));
        if (name.equals("id")) {
            expect(defined.add(value), "id twice: " + value);
            expect(value.startsWith(prefix), "id that does not begin with " + prefix + ": " + value);
        }
        if (value.contains("url")) {
            Matcher fragment = FRAGMENT.matcher(value);
            if (fragment.matches()) {
                used.add(fragment.group(1));
            } else {
                problems.add("reference to elsewhere: " + value);
            }
        }
    }

    private void expect(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler());
        return builder;
    }
}
