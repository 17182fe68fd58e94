package galaxy.users.memory;

import galaxy.kernel.Page;
import galaxy.users.account.EmailBlock;
import galaxy.users.block.BlockListing;
import galaxy.users.registration.SubjectStore;
import galaxy.users.registration.SubjectStore.SubjectSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The blocks of some subjects. */
record MemoryBlocks(Collection<? extends SubjectSnapshot> subjects, SubjectStore store, InstantSource clock)
        implements BlockListing {
    @Override
    public Page<ListedBlock, String> page(Optional<String> after, int size) {
        Instant now = clock.instant();
        List<ListedBlock> found = subjects.stream()
                .flatMap(subject -> subject.block().stream()
                        .filter(block -> block.isActiveAt(now))
                        .map(block -> listed(subject, block)))
                .sorted(Comparator.comparing(ListedBlock::place).reversed())
                .filter(block -> after.stream().allMatch(last -> block.place().compareTo(last) < 0))
                .toList();
        return Page.of(found, size, ListedBlock::place);
    }

    private ListedBlock listed(SubjectSnapshot subject, EmailBlock block) {
        String id = store.blockId(subject.email(), block);
        return new ListedBlock(
                block.blockedAt().toEpochMilli() + "|" + id, id, subject.email(), block, subject.userId());
    }
}
