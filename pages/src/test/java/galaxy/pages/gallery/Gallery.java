package galaxy.pages.gallery;

import galaxy.chassis.http.ErrorRenderer;
import galaxy.chassis.http.HttpApi;
import galaxy.chassis.http.HttpServer;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.http.Routes;
import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.PublicAccess;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.pages.text.PageLanguage;
import galaxy.pages.text.Words;
import galaxy.pages.view.Html;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Theme;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Serves every part in a language and a theme, and lets Chromium take pictures of them. */
final class Gallery {
    private record Shot(PageLanguage language, Theme theme, int width, int height) {
        private String name() {
            return language.tag() + "-" + theme.word() + "-" + width;
        }
    }

    private static final List<Shot> SHOTS = List.of(
            new Shot(PageLanguage.ENGLISH, Theme.LIGHT, 1280, 4700),
            new Shot(PageLanguage.ENGLISH, Theme.DARK, 1280, 4700),
            new Shot(PageLanguage.ENGLISH, Theme.LIGHT, 500, 6000),
            new Shot(PageLanguage.GERMAN, Theme.LIGHT, 500, 6000),
            new Shot(PageLanguage.ARABIC, Theme.LIGHT, 1280, 4700),
            new Shot(PageLanguage.ACCENTED, Theme.DARK, 500, 6000));

    private Gallery() {}

    /** Writes a picture for each shot into the folder that is named. */
    public static void main(String... args) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        SampleSite site = SampleSite.load();
        var page = Route.get("/{language}/{theme}", Access.anyone(), exchange -> {
            var language = PageLanguage.tagged(exchange.path("language")).orElseThrow();
            return Response.html(
                    200,
                    Html.bytes(page(
                            site, language, Theme.of(exchange.path("theme")).orElseThrow())));
        });
        var frame = Route.get(
                "/narrow/{language}/{theme}",
                Access.anyone(),
                exchange -> Response.html(
                        200,
                        "<body style='margin:0'><iframe style='border:0;width:320px;height:9000px' src='/%s/%s'></iframe>"
                                .formatted(exchange.path("language"), exchange.path("theme"))
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        try (var server = HttpServer.start(
                "gallery",
                new HttpApi(Routes.of(List.of(page, frame, site.assets().route())), ErrorRenderer.JSON),
                settings(),
                PublicAccess.LISTENER,
                new HttpMetrics(new PrometheusRegistry()))) {
            for (Shot shot : SHOTS) {
                String path = "/" + shot.language().tag() + "/" + shot.theme().word();
                take(folder, shot.name(), server.uri() + path, shot.width(), shot.height());
            }
            for (String language : List.of("en", "de", "ar")) {
                take(folder, language + "-320", server.uri() + "/narrow/" + language + "/light", 500, 7000);
            }
        }
    }

    static galaxy.pages.view.Shell page(SampleSite site, PageLanguage language, Theme theme) {
        Words words = site.words(language);
        var parts = new SampleParts(site, words);
        var head = PageHead.of("profile", words.text("lane.profile_update_block"))
                .lead(words.sentence("error.404.next"))
                .notice(parts.notice())
                .problems(parts.problems());
        return site.shell(site.reader(words, theme, language != PageLanguage.GERMAN), head, parts.all());
    }

    private static ListenerSettings settings() {
        var keys = new ListenerKeys("gallery.http", 0, "gallery");
        var reader = new SettingsReader(
                SettingSources.of(Map.of()),
                Stream.concat(ListenerKeys.SHARED.stream(), keys.all().stream()).toList());
        return keys.read(reader);
    }

    private static void take(Path folder, String name, String url, int width, int height)
            throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("gallery");
        new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--user-data-dir=" + profile,
                        "--screenshot=" + folder.resolve(name + ".png").toAbsolutePath(),
                        "--window-size=" + width + "," + height,
                        url)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
