package galaxy.pages.text;

import galaxy.pages.text.Sentence.Piece;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The messages for one reader: in one language, with times in one zone. */
public final class Words {
    /** Stands for an argument until the message is put together; of a private range, and no argument gets into it. */
    private static final char FIRST = '\uE000';

    private static final char OPEN = '\uE800';
    private static final char CLOSE = '\uE801';

    private final Messages messages;
    private final PageLanguage language;
    private final Times times;

    public Words(Messages messages, PageLanguage language, Times times) {
        this.messages = messages;
        this.language = language;
        this.times = times;
    }

    public PageLanguage language() {
        return language;
    }

    public Times times() {
        return times;
    }

    /** A message as text, for titles, attributes and labels. */
    public String text(String key, Arg... args) {
        return sentence(key, args).plain();
    }

    /**
     * A message with its names, times and links marked.
     *
     * @throws IllegalArgumentException for an unknown key or other arguments than the message has
     */
    public Sentence sentence(String key, Arg... args) {
        Map<String, Object> values = new HashMap<>();
        List<Piece> pieces = new ArrayList<>();
        List<Arg.Link> links = new ArrayList<>();
        for (Arg arg : args) {
            switch (arg) {
                case Arg.Count(String name, long value) -> values.put(name, value);
                case Arg.Link link -> {
                    links.add(link);
                    values.put(Arg.Link.OPEN, Character.toString(OPEN));
                    values.put(Arg.Link.CLOSE, Character.toString(CLOSE));
                }
                case Arg.Text(String name, String value) -> add(name, new Piece.Words(value), values, pieces);
                case Arg.Name(String name, String value) -> add(name, new Piece.Name(value), values, pieces);
                case Arg.Code(String name, String value) -> add(name, new Piece.Code(value), values, pieces);
                case Arg.Time(String name, var value) -> add(name, new Piece.Time(times.moment(value)), values, pieces);
            }
        }
        String text = PseudoText.of(language, messages.text(language, key, values));
        return new Sentence(pieces(text, pieces, links));
    }

    private static void add(String name, Piece piece, Map<String, Object> values, List<Piece> pieces) {
        values.put(name, Character.toString(FIRST + pieces.size()));
        pieces.add(piece);
    }

    private static List<Piece> pieces(String text, List<Piece> known, List<Arg.Link> links) {
        Deque<List<Piece>> open = new ArrayDeque<>();
        open.push(new ArrayList<>());
        var words = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            boolean isPiece = next >= FIRST && next < FIRST + known.size();
            if (!isPiece && next != OPEN && next != CLOSE) {
                words.append(next);
                continue;
            }
            if (!words.isEmpty()) {
                open.element().add(new Piece.Words(words.toString()));
                words.setLength(0);
            }
            if (next == OPEN) {
                open.push(new ArrayList<>());
            } else if (next == CLOSE) {
                var inner = open.pop();
                open.element().add(new Piece.Link(links.getFirst().href(), inner));
            } else {
                open.element().add(known.get(next - FIRST));
            }
        }
        if (!words.isEmpty()) {
            open.element().add(new Piece.Words(words.toString()));
        }
        return open.element();
    }
}
