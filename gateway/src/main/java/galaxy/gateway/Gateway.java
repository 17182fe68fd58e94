package galaxy.gateway;

import galaxy.chassis.service.ProcessPlan;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.Service;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import galaxy.geoip.GeoipData;
import galaxy.geoip.GeoipSettings;
import galaxy.store.SharedStore;
import java.util.List;
import java.util.Set;

/** The gateway. */
public final class Gateway implements Service<SharedStore> {
    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public List<Setting<?>> settings() {
        return GatewaySettings.ALL;
    }

    @Override
    public Set<String> publicListeners() {
        return GatewaySettings.PUBLIC;
    }

    @Override
    public void check(SettingsReader settings, ProcessPlan plan) {
        GatewaySettings.check(settings);
        GatewaySettings.users().check(settings, plan);
        GatewaySettings.auth().check(settings, plan);
        GatewaySettings.geoprofile().check(settings, plan);
        try {
            GeoipData.check(GeoipSettings.read(settings));
        } catch (SettingsException e) {
            settings.problems(e);
        }
    }

    @Override
    public Running start(ServiceContext<SharedStore> context) {
        throw new UnsupportedOperationException("not wired");
    }
}
