package galaxy.web;

import galaxy.chassis.http.HttpApi;
import galaxy.chassis.http.HttpServer;
import galaxy.chassis.identity.PublicAccess;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.service.ProcessPlan;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.Service;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import galaxy.geoip.Geoip;
import galaxy.geoip.GeoipData;
import galaxy.geoip.GeoipSettings;
import galaxy.store.SharedStore;
import java.util.List;
import java.util.Set;

/** The player's pages. */
public final class Web implements Service<SharedStore> {
    private static final String NAME = "web";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Setting<?>> settings() {
        return WebSettings.ALL;
    }

    @Override
    public boolean hasRecords() {
        return false;
    }

    @Override
    public Set<String> publicListeners() {
        return WebSettings.PUBLIC;
    }

    @Override
    public void check(SettingsReader settings, ProcessPlan plan) {
        WebSettings.check(settings);
        Upstreams.check(settings, plan);
        try {
            GeoipData.check(GeoipSettings.read(settings));
        } catch (SettingsException e) {
            settings.problems(e);
        }
    }

    @Override
    public Running start(ServiceContext<SharedStore> context) {
        var settings = WebSettings.read(context.settings());
        var upstreams = Upstreams.connect(settings.upstreams(), context.peers());
        var geoip = Geoip.open(settings.geoip(), context.metrics().registry(), context.clock());
        var site = WebSite.of(settings, upstreams, geoip, context);
        HttpServer http = HttpServer.start(
                NAME,
                new HttpApi(site.routes().routes(), site.errors()).filtered(site.filter()),
                settings.http(),
                PublicAccess.LISTENER,
                context.metrics().http());
        site.filter().listensAt(settings.origin(http.uri()));
        var endpoint = new Endpoint(
                http.uri().toString(), "pages for players, in a browser", "curl -s %s/sign-in".formatted(http.uri()));
        return new Running(List.of(endpoint), List.of(), List.of(http, site.uses(), geoip, upstreams));
    }
}
