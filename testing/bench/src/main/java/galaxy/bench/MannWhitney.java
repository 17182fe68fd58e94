package galaxy.bench;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The rank test of Mann and Whitney, two-sided, by the normal approximation: for samples of more than twenty. */
final class MannWhitney {
    private MannWhitney() {}

    /** How probable a difference at least this large is where both samples are of one distribution. */
    static double probability(double[] one, double[] other) {
        double n = one.length;
        double m = other.length;
        double mean = n * m / 2;
        double all = n + m;
        double deviation = Math.sqrt(n * m / 12 * (all + 1 - ties(one, other) / (all * (all - 1))));
        double z = Math.abs(larger(one, other) - mean) / deviation;
        return 2 * upperTail(z);
    }

    /** How many pairs have the first one larger; equal ones count half. */
    private static double larger(double[] one, double[] other) {
        double[] sorted = other.clone();
        Arrays.sort(sorted);
        double pairs = 0;
        for (double each : one) {
            int below = below(sorted, each);
            int upTo = below;
            while (upTo < sorted.length && Double.compare(sorted[upTo], each) == 0) {
                upTo++;
            }
            pairs += below + (upTo - below) / 2.0;
        }
        return pairs;
    }

    /** The sum of t³ - t over each group of t equal values: so much less do the ranks spread. */
    private static double ties(double[] one, double[] other) {
        double[] all = DoubleStream.concat(Arrays.stream(one), Arrays.stream(other))
                .sorted()
                .toArray();
        double sum = 0;
        double equal = 1;
        for (int i = 1; i <= all.length; i++) {
            if (i < all.length && Double.compare(all[i], all[i - 1]) == 0) {
                equal++;
            } else {
                sum += equal * equal * equal - equal;
                equal = 1;
            }
        }
        return sum;
    }

    private static int below(double[] sorted, double value) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Of the standard normal distribution: Abramowitz and Stegun 26.2.17, to 7 decimals. */
    private static double upperTail(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double sum = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * sum;
    }
}
