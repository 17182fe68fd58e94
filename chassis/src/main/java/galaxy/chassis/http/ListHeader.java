package galaxy.chassis.http;

import java.util.List;

/** Headers whose values are lists with commas. */
final class ListHeader {
    private ListHeader() {}

    /** The elements of all values, in their order. */
    static List<String> elements(List<String> headers) {
        return headers.stream()
                .flatMap(header -> List.of(header.split(",")).stream())
                .map(String::strip)
                .toList();
    }
}
