package galaxy.browser;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.Keys;

/** Where the focus of the keyboard is, and whether a person sees it. */
final class Focus {
    /** What the keyboard should reach in this order: of buttons that exclude each other the chosen one, or the first. */
    private static final String STOPS = """
            const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
              .filter(e => !e.disabled && !e.closest('fieldset:disabled') && e.type !== 'hidden'
                && e.checkVisibility({visibilityProperty: true}));
            const first = new Set();
            const chosen = e => document.querySelector(`input[type=radio][name="${e.name}"]:checked`);
            """;

    private static final String ALL = STOPS + """
            return stops.filter(e => {
              if (e.type !== 'radio') return true;
              if (chosen(e)) return e.checked;
              return !first.has(e.name) && first.add(e.name);
            }).map(e => e.outerHTML.replace(/\\s+/g, ' ').slice(0, 100));
            """;

    private static final String NOW = """
            const e = document.activeElement;
            if (e === document.body) return {element: '', fault: ''};
            const element = e.outerHTML.replace(/\\s+/g, ' ').slice(0, 100);
            const ringed = [e, e.closest('label')].filter(r => r).some(r => {
              const style = getComputedStyle(r);
              return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
            });
            const shown = e.closest('label') && e.type === 'radio' ? e.closest('label') : e;
            const box = shown.getBoundingClientRect();
            const x = Math.max(1, Math.min(innerWidth - 2, box.left + box.width / 2));
            const y = Math.max(1, Math.min(innerHeight - 2, box.top + Math.min(box.height, innerHeight) / 2));
            const top = document.elementFromPoint(x, y);
            const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
            const covered = !top || !(shown === top || shown.contains(top) || top.contains(shown));
            return {element, fault: !ringed ? 'no ring: ' + element : !inView ? 'out of view: ' + element
                : covered ? 'covered: ' + element : ''};
            """;

    /** A problem or a notice has the focus when the page opens. */
    private static final String TO_THE_TOP = """
            const top = document.createElement('span');
            top.tabIndex = -1;
            document.body.prepend(top);
            top.focus();
            top.remove();
            """;

    private static final int PARTS_OF_A_TIME = 10;

    private Focus() {}

    /** Goes through a page by Tab: what is not reached in the order of the text, and where the focus does not show. */
    static List<String> faults(Browser browser) {
        List<String> expected = browser.texts(ALL);
        browser.script(TO_THE_TOP);
        String former = "";
        for (String stop : expected) {
            Map<?, ?> now = next(browser, former);
            former = String.valueOf(now.get("element"));
            if (!former.equals(stop)) {
                return List.of("the focus is on " + former + ", not on " + stop);
            }
            if (!String.valueOf(now.get("fault")).isEmpty()) {
                return List.of(String.valueOf(now.get("fault")));
            }
        }
        return List.of();
    }

    /** A time has a stop for each of its parts. */
    private static Map<?, ?> next(Browser browser, String former) {
        Map<?, ?> now = now(browser.keys(Keys.TAB));
        for (int i = 0;
                i < PARTS_OF_A_TIME && former.contains("datetime-local") && former.equals(now.get("element"));
                i++) {
            now = now(browser.keys(Keys.TAB));
        }
        return now;
    }

    /** What is wrong with how the focus shows where it is; empty if nothing. */
    static String fault(Browser browser) {
        return String.valueOf(now(browser).get("fault"));
    }

    private static Map<?, ?> now(Browser browser) {
        return browser.script(NOW) instanceof Map<?, ?> map ? map : Map.of();
    }
}
