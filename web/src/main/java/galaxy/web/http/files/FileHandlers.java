package galaxy.web.http.files;

import galaxy.pages.asset.Assets;
import galaxy.pages.request.PageRoute;
import galaxy.web.http.PageFeature;
import java.util.List;

/** What pages load. */
public final class FileHandlers implements PageFeature {
    private final Assets assets;

    public FileHandlers(Assets assets) {
        this.assets = assets;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(PageRoute.file(assets.route()));
    }
}
