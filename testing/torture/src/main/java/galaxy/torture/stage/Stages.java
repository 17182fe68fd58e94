package galaxy.torture.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Sets up what a run asks for. */
public final class Stages {
    private Stages() {}

    /**
     * Starts everything, and waits for nothing.
     *
     * @param folder of the run, with the logs of the instances
     * @param smallDisk whether the data lie on a small disk that can be filled up
     * @param settings of the services, each {@code key=value}
     */
    public static Stage open(StageKind kind, Path folder, int instances, boolean smallDisk, List<String> settings) {
        PackagedJar jar = PackagedJar.find();
        return switch (kind) {
            case EMBEDDED ->
                new EmbeddedStage(
                        jar,
                        folder,
                        smallDisk ? Optional.of(SmallDisk.mount(folder.resolve("disk"))) : Optional.empty(),
                        settings);
            case STANDALONE -> new StandaloneStage(jar, folder, instances, settings);
            case CLUSTER -> new ClusterStage(jar, folder, instances, settings);
        };
    }
}
