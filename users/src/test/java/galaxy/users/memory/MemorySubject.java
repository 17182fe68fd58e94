package galaxy.users.memory;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.users.account.EmailBlock;
import galaxy.users.registration.SubjectStore.SubjectSnapshot;
import java.util.Optional;

/** An e-mail subject in memory, stored and as it was read. */
record MemorySubject(EmailAddress email, Optional<UserId> userId, Optional<EmailBlock> block)
        implements SubjectSnapshot {}
