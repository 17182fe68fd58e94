package galaxy.browser;

import galaxy.testkit.RequiredProgram;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, with cookies of its own. One thread uses it. */
public final class Browser implements AutoCloseable {
    /** A desk and the narrowest telephone, in CSS pixels. */
    public static final int WIDE = 1280;

    public static final int NARROW = 320;

    private static final Duration SLOW = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** One in English, with scripts. */
    public static Browser open() {
        return open(true, "en");
    }

    /**
     * A new one.
     *
     * @param hasScripts whether it runs the scripts of pages
     * @param language which it asks for
     */
    public static Browser open(boolean hasScripts, String language) {
        Map<String, Object> preferences = new HashMap<>();
        preferences.put("intl.accept_languages", language);
        preferences.put("profile.managed_default_content_settings.javascript", hasScripts ? 1 : 2);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(RequiredProgram.CHROMIUM.require().toFile());
        options.setExperimentalOption("prefs", preferences);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--window-size=" + WIDE + ",900");
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", console);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(RequiredProgram.CHROMEDRIVER.require().toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(SLOW).scriptTimeout(SLOW);
        return new Browser(driver);
    }

    /** Under Selenium, for what this class does not do. */
    ChromeDriver driver() {
        return driver;
    }

    /** Opens a page and waits until it is there. */
    public Browser go(URI page) {
        driver.get(page.toString());
        return this;
    }

    /** The width of the page, whose height shows all of it up to a bound. */
    public Browser width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** From now on the person prefers dark pages. */
    public Browser dark() {
        return prefers("dark");
    }

    /** From now on the person prefers light pages, as at first. */
    public Browser light() {
        return prefers("light");
    }

    private Browser prefers(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** From now on pages look as they are printed. */
    public Browser onPaper() {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
        return this;
    }

    /** Where it is. */
    public URI url() {
        return URI.create(driver.getCurrentUrl());
    }

    /** The word of the page: {@code profile}, {@code contacts}. */
    public String page() {
        return body("data-page");
    }

    /** The word of its state, or nothing. */
    public String state() {
        return body("data-state");
    }

    private String body(String attribute) {
        String value = one("body").getDomAttribute(attribute);
        return value == null ? "" : value;
    }

    /** What the tab is called. */
    public String title() {
        return String.valueOf(driver.getTitle());
    }

    /** The text that a person sees. */
    public String text() {
        return one("main").getText();
    }

    /** The only or first element of a selector. */
    public WebElement one(String selector) {
        try {
            return driver.findElement(By.cssSelector(selector));
        } catch (NoSuchElementException e) {
            throw new AssertionError("%s has no %s:%n%s".formatted(url(), selector, source()), e);
        }
    }

    /** All elements of a selector. */
    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    public boolean has(String selector) {
        return !all(selector).isEmpty();
    }

    /** Writes into the field of a form, instead of what is there. */
    public Browser fill(String name, String value) {
        WebElement field = one("main [name='%s']".formatted(name));
        field.clear();
        field.sendKeys(value);
        return this;
    }

    /** Presses an element and waits for the page that follows. */
    public Browser press(String selector) {
        return follow(() -> one(selector).click());
    }

    /** Presses a key where the focus is and waits for the page that follows. */
    public Browser enter(CharSequence key) {
        return follow(() -> keys(key));
    }

    /** Goes back, as the button of the browser does. */
    public Browser back() {
        driver.navigate().back();
        return this;
    }

    private Browser follow(Runnable action) {
        WebElement former = one("html");
        action.run();
        Awaitility.await("another page").atMost(SLOW).until(() -> isGone(former));
        return this;
    }

    private static boolean isGone(WebElement element) {
        try {
            return !element.isEnabled();
        } catch (StaleElementReferenceException e) {
            return true;
        }
    }

    /** A cookie that it has. */
    Cookie cookie(String name) {
        Cookie cookie = driver.manage().getCookieNamed(name);
        if (cookie == null) {
            throw new AssertionError("%s has set no cookie %s:%n%s".formatted(url(), name, text()));
        }
        return cookie;
    }

    /** Has a cookie from now on. */
    Browser keep(Cookie cookie) {
        driver.manage().addCookie(cookie);
        return this;
    }

    /** Sends the form that posts to a path. */
    public Browser submit(String path) {
        return press("form[action='%s'] button:not([type=button])".formatted(path));
    }

    /** Presses keys where the focus is. */
    public Browser keys(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        return this;
    }

    /** Goes on by Tab until the focus is on an element of the selector, a hundred times at most. */
    public Browser tabTo(String selector) {
        for (int i = 0; i < 100; i++) {
            if (Boolean.TRUE.equals(script("return document.activeElement.matches(arguments[0])", selector))) {
                return this;
            }
            keys(Keys.TAB);
        }
        throw new AssertionError("The keyboard does not reach %s on %s".formatted(selector, url()));
    }

    /** What a script of the test returns: a text, a number, a list, a map. It runs also where pages may run none. */
    public Object script(String script, Object... arguments) {
        Object result = driver.executeScript(script, arguments);
        return result == null ? "" : result;
    }

    /** The texts that a script of the test returns. */
    public List<String> texts(String script, Object... arguments) {
        return script(script, arguments) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The HTML as it is now. */
    public String source() {
        String source = driver.getPageSource();
        return source == null ? "" : source;
    }

    /** Forgets who is signed in, the language and the theme. */
    public Browser forget() {
        driver.manage().deleteAllCookies();
        return this;
    }

    /** What the console has got since the last time: errors of scripts, refusals of the policy, failed requests. */
    public List<String> console() {
        List<String> lines = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            lines.add(entry.getLevel() + " " + entry.getMessage());
        }
        return lines;
    }

    /** Ends the process. */
    @Override
    public void close() {
        driver.quit();
    }
}
