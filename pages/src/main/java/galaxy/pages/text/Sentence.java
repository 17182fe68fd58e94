package galaxy.pages.text;

import galaxy.pages.route.Href;
import java.util.List;
import java.util.stream.Collectors;

/** A message with what stands in it. */
public record Sentence(List<Piece> pieces) {
    private static final String ISOLATE = "\u2068";
    private static final String LEFT_TO_RIGHT = "\u2066";
    private static final String END_OF_ISOLATE = "\u2069";

    public Sentence {
        pieces = List.copyOf(pieces);
    }

    /** A part of a message. */
    public sealed interface Piece {
        /** Words of ours. */
        record Words(String text) implements Piece {}

        record Name(String text) implements Piece {}

        record Code(String text) implements Piece {}

        record Time(Moment moment) implements Piece {}

        record Link(Href href, List<Piece> pieces) implements Piece {
            public Link {
                pieces = List.copyOf(pieces);
            }
        }
    }

    /** Words of ours alone. */
    public static Sentence of(String text) {
        return new Sentence(List.of(new Piece.Words(text)));
    }

    /** As text for places without markup, such as titles. */
    public String plain() {
        return plain(pieces);
    }

    private static String plain(List<Piece> pieces) {
        return pieces.stream().map(Sentence::plain).collect(Collectors.joining());
    }

    private static String plain(Piece piece) {
        return switch (piece) {
            case Piece.Words(String text) -> text;
            case Piece.Name(String text) -> ISOLATE + text + END_OF_ISOLATE;
            case Piece.Code(String text) -> LEFT_TO_RIGHT + text + END_OF_ISOLATE;
            case Piece.Time(Moment moment) -> moment.text();
            case Piece.Link(Href href, List<Piece> inner) -> plain(inner);
        };
    }
}
