package galaxy.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The architecture page, as far as a program can check it. */
final class ArchitectureTest {
    private static final String PRODUCT = "galaxy";
    private static final String OFFENDERS = "galaxy.app.architecture.offenders";

    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/galaxy/testkit/"))
            .importPackages(PRODUCT);

    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(OFFENDERS);

    @ParameterizedTest
    @EnumSource
    void the_product_keeps(Rule rule) {
        rule.below(PRODUCT).check(SHIPPED);
    }

    @ParameterizedTest
    @EnumSource
    void its_offender_is_caught_by(Rule rule) {
        var result = rule.below(OFFENDERS).evaluate(PLANTED);
        assertThat(result.hasViolation()).as("nobody breaks %s", rule).isTrue();
        assertThat(String.join("\n", result.getFailureReport().getDetails()))
                .as("who breaks it is named after it")
                .contains(offenderOf(rule));
    }

    @Test
    void every_module_that_ships_is_looked_at() {
        for (String module : new String[] {
            "kernel", "contracts", "redis", "chassis", "store", "users", "connections", "client", "app"
        }) {
            assertThat(SHIPPED.containPackage(PRODUCT + "." + module))
                    .as(module)
                    .isTrue();
        }
    }

    /** {@code THE_CHASSIS_KNOWS_NO_SERVICE} is broken by {@code TheChassisKnowsNoService}. */
    private static String offenderOf(Rule rule) {
        var name = new StringBuilder();
        for (String word : rule.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return name.toString();
    }
}
