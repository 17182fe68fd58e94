package galaxy.torture.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What runs on a stage.
 *
 * @param instances how many
 * @param settings for all, which override others, each {@code key=value}
 * @param beside the jar of another build, which every second instance runs
 */
public record Services(int instances, List<String> settings, Optional<Path> beside) {
    /** One instance of this build. */
    public static Services one(List<String> settings) {
        return new Services(1, settings, Optional.empty());
    }

    Optional<Path> buildOf(int instance) {
        return instance % 2 == 1 ? beside : Optional.empty();
    }
}
