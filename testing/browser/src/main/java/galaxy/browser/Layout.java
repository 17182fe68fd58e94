package galaxy.browser;

import java.util.List;

/** What is wrong with how a page is laid out, found in the browser that shows it. */
final class Layout {
    /** Boxes of texts and controls that nothing but their own region may hide, and that lie on one another nowhere. */
    private static final String FAULTS = """
            const faults = [];
            const width = document.documentElement.clientWidth;
            const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '')
                + (e.className && e.className.baseVal === undefined ? '.' + String(e.className).replace(/ /g, '.') : '')
                + ' "' + (e.textContent || '').trim().slice(0, 40) + '"';
            const scrolls = e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX);
            const inRegion = e => { for (let p = e; p; p = p.parentElement) if (scrolls(p)) return true; return false; };
            const isClipped = e => {
              for (let p = e; p; p = p.parentElement) if (getComputedStyle(p).clipPath !== 'none') return true;
              return false;
            };
            const hidden = e => {
              const box = e.getBoundingClientRect();
              return !e.checkVisibility({visibilityProperty: true}) || box.width <= 1 || box.height <= 1
                || isClipped(e) || e.closest('[hidden], .visually-hidden, svg') !== null;
            };
            if (document.documentElement.scrollWidth > width) {
              faults.push('the page scrolls sideways: ' + document.documentElement.scrollWidth + ' > ' + width);
            }
            const shown = [...document.body.querySelectorAll('*')].filter(e => !hidden(e));
            for (const e of shown) {
              const box = e.getBoundingClientRect();
              if (!inRegion(e) && (box.left < -1 || box.right > width + 1) && !e.matches('.skip')) {
                faults.push('beyond the edge: ' + name(e));
              }
              const style = getComputedStyle(e);
              if (style.overflowX !== 'visible' && !scrolls(e) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
                  && !e.matches('input, select, textarea, option')) {
                faults.push('cut off: ' + name(e));
              }
            }
            const texts = shown.filter(e => e.matches('a, button, input, select, textarea, summary, label, h1, h2, p, td, th, dt, dd, li')
                && !e.matches(':has(a, button, input, select, textarea, summary, label, p, li)') && !e.closest('.skip'));
            const boxes = texts.map(e => [e, e.getBoundingClientRect()]);
            for (let i = 0; i < boxes.length; i++) {
              for (let j = i + 1; j < boxes.length; j++) {
                const [a, x] = boxes[i], [b, y] = boxes[j];
                if (a.contains(b) || b.contains(a)) continue;
                const across = Math.min(x.right, y.right) - Math.max(x.left, y.left);
                const down = Math.min(x.bottom, y.bottom) - Math.max(x.top, y.top);
                if (across > 2 && down > 2) faults.push('on one another: ' + name(a) + ' and ' + name(b));
              }
            }
            return [...new Set(faults)];
            """;

    private static final String TARGETS = """
            return [...document.querySelectorAll('main button, main input, main select, header a, main summary')]
              .filter(e => e.offsetParent !== null && e.type !== 'hidden' && !e.closest('.skip'))
              .map(e => [e, (e.type === 'radio' || e.type === 'checkbox') && e.closest('label') ? e.closest('label') : e])
              .filter(([e, target]) => { const box = target.getBoundingClientRect(); return box.height < 24 || box.width < 24; })
              .map(([e]) => e.outerHTML.slice(0, 120));
            """;

    private Layout() {}

    /** What overlaps, is cut off, or lies beyond the edge. */
    static List<String> faults(Browser browser) {
        return browser.texts(FAULTS);
    }

    /** Controls that are smaller than 24 pixels. */
    static List<String> smallTargets(Browser browser) {
        return browser.texts(TARGETS);
    }
}
