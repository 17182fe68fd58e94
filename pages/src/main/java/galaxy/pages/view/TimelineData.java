package galaxy.pages.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a timeline shows.
 *
 * @param created begin of the account
 */
public record TimelineData(Instant created, List<Lane> lanes) {
    public TimelineData {
        lanes = List.copyOf(lanes);
    }

    /** One kind of records, such as the plan, or one code of sanctions. */
    public record Lane(String label, List<Span> spans) {
        public Lane {
            spans = List.copyOf(spans);
        }
    }

    /** How a bar looks. */
    public enum Look {
        PAID("paid"),
        FREE("free"),
        SANCTION("sanction");

        private final String css;

        Look(String css) {
            this.css = css;
        }

        String css() {
            return css;
        }
    }

    /**
     * A time in which something was in force.
     *
     * @param text what it was
     * @param end empty for one without end
     * @param cutAt when it was ended before its end
     */
    public record Span(Look look, String text, Instant start, Optional<Instant> end, Optional<Instant> cutAt) {}
}
