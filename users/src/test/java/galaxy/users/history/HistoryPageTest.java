package galaxy.users.history;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.users.account.RandomCommands;
import galaxy.users.account.Sanction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HistoryPageTest {
    @Test
    void a_walk_shows_every_record_once_the_newest_first_whatever_the_size_of_a_page() {
        for (int size = 1; size <= 7; size++) {
            var life = lived(size);
            List<Sanction> expected = Stream.concat(life.account.sanctions().stream(), life.endedSanctions.stream())
                    .sorted(Comparator.comparingLong(Sanction::seq).reversed())
                    .toList();
            List<Sanction> walked = new ArrayList<>();
            Optional<Long> cursor = Optional.empty();
            do {
                var page = HistoryPage.of(life.account.sanctions(), life.endedSanctions, cursor, size);
                walked.addAll(page.items());
                cursor = page.next();
            } while (cursor.isPresent());
            assertThat(walked).isEqualTo(expected).hasSizeGreaterThan(10);
        }
    }

    @Test
    void the_newest_past_records_are_enough_for_a_page() {
        var life = lived(9);
        List<Sanction> newest = life.endedSanctions.stream()
                .sorted(Comparator.comparingLong(Sanction::seq).reversed())
                .limit(5)
                .toList();
        assertThat(HistoryPage.of(life.account.sanctions(), newest, Optional.empty(), 4))
                .isEqualTo(HistoryPage.of(life.account.sanctions(), life.endedSanctions, Optional.empty(), 4));
    }

    @Test
    void a_record_that_left_force_between_two_reads_is_shown_once_as_past() {
        var life = lived(9);
        Sanction ended = life.endedSanctions.getLast();
        Sanction seenInForce = new Sanction(
                ended.seq(),
                ended.ordinal(),
                ended.code(),
                ended.scope(),
                ended.reason(),
                ended.actor(),
                ended.appliedAt(),
                ended.expiresAt(),
                Optional.empty());
        assertThat(HistoryPage.of(List.of(seenInForce), List.of(ended), Optional.empty(), 9)
                        .items())
                .containsExactly(ended);
    }

    private static RandomCommands lived(long seed) {
        var life = new RandomCommands(seed);
        for (int step = 0; step < 150; step++) {
            life.step();
        }
        return life;
    }
}
