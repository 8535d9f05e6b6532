package io.postroom.store.memory;

import io.postroom.core.receive.MailboxMarks;
import io.postroom.testkit.MailboxMarksContract;

class MemoryMailboxMarksTest implements MailboxMarksContract {
    private final MemoryMailboxMarks store = new MemoryMailboxMarks();

    @Override
    public MailboxMarks store() {
        return store;
    }
}
