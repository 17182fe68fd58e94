package galaxy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class MannWhitneyTest {
    /** Worked out by hand: U = 2.5 of 25 pairs, one tie of two, z = -2.1000. */
    @Test
    void the_probability_is_that_of_a_worked_example() {
        double[] one = {1, 2, 3, 4, 5};
        double[] other = {4, 6, 7, 8, 9};
        assertThat(MannWhitney.probability(one, other)).isCloseTo(MannWhitney.probability(other, one), within(1e-9));
        assertThat(MannWhitney.probability(one, other)).isCloseTo(0.0211, within(0.002));
    }

    @Test
    void equal_samples_are_alike_and_shifted_ones_are_not() {
        var random = new Random(1);
        double[] one = random.doubles(2000).toArray();
        double[] other = random.doubles(2000).toArray();
        double[] shifted = random.doubles(2000).map(each -> each + 0.05).toArray();
        assertThat(MannWhitney.probability(one, one)).isCloseTo(1, within(1e-6));
        assertThat(MannWhitney.probability(one, other)).isGreaterThan(0.01);
        assertThat(MannWhitney.probability(one, shifted)).isLessThan(0.001);
    }

    /** Times in whole milliseconds have many ties, which make the ranks spread less. */
    @Test
    void samples_of_one_distribution_with_many_ties_differ_as_often_as_the_probability_says() {
        var random = new Random(2);
        int small = 0;
        for (int i = 0; i < 1000; i++) {
            double[] one = random.ints(40, 0, 2).asDoubleStream().toArray();
            double[] other = random.ints(40, 0, 2).asDoubleStream().toArray();
            small += MannWhitney.probability(one, other) < 0.1 ? 1 : 0;
        }
        assertThat(small).isBetween(60, 150);
    }
}
