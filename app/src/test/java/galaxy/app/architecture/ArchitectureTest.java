package galaxy.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The architecture page, as far as a program can check it. */
final class ArchitectureTest {
    private static final String PRODUCT = "galaxy";
    private static final String VIOLATIONS = "galaxy.app.architecture.violations";

    /** What ships, and the sample service. */
    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(ArchitectureTest::isShippedOrSample)
            .importPackages(PRODUCT);

    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(VIOLATIONS);

    @ParameterizedTest
    @EnumSource
    void the_product_follows(Rule rule) {
        rule.in(Layout.of(PRODUCT, SHIPPED)).check(SHIPPED);
    }

    @ParameterizedTest
    @EnumSource
    void a_planted_violation_is_found_by(Rule rule) {
        var result = rule.in(Layout.of(VIOLATIONS, PLANTED)).evaluate(PLANTED);
        assertThat(result.hasViolation()).as("a violation of %s", rule).isTrue();
        assertThat(String.join("\n", result.getFailureReport().getDetails()))
                .as("the class that is named after the rule")
                .contains(violationOf(rule));
    }

    @Test
    void services_and_their_features_are_derived_and_not_listed() {
        Layout layout = Layout.of(PRODUCT, SHIPPED);
        assertThat(layout.services())
                .containsExactlyInAnyOrder("users", "connections", "auth", "geoprofile", "gateway", "web", "notes");
        assertThat(SHIPPED.stream()
                        .filter(layout::isFeature)
                        .map(JavaClass::getPackageName)
                        .collect(Collectors.toSet()))
                .contains("galaxy.users.sanction", "galaxy.connections.link", "galaxy.notes.note")
                .noneMatch(name -> name.matches(".*\\.(http|grpc|html|store|json)"));
        Layout planted = Layout.of(VIOLATIONS, PLANTED);
        assertThat(planted.services()).containsExactlyInAnyOrder("lottery", "raffle");
        assertThat(planted.isFeature(PLANTED.get(VIOLATIONS + ".lottery.prize.OtherHalf")))
                .as("a new package is a feature without an entry in a list")
                .isTrue();
    }

    @Test
    void every_module_that_ships_is_checked() {
        for (String module : new String[] {
            "kernel",
            "contracts",
            "redis",
            "chassis",
            "store",
            "geoip",
            "sessions",
            "pages",
            "users",
            "connections",
            "auth",
            "geoprofile",
            "gateway",
            "web",
            "client",
            "app"
        }) {
            assertThat(SHIPPED.containPackage(PRODUCT + "." + module))
                    .as(module)
                    .isTrue();
        }
    }

    private static boolean isShippedOrSample(Location location) {
        return location.contains("/galaxy/notes/")
                ? !location.contains("IT.class")
                : ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location)
                        && !location.contains("/galaxy/testkit/")
                        && !location.contains("/galaxy/models/");
    }

    /** {@code A_SERVICE_SEES_NO_OTHER_SERVICE} is violated by {@code AServiceSeesNoOtherService}. */
    private static String violationOf(Rule rule) {
        return Arrays.stream(rule.name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
