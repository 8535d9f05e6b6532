package io.postroom.server.agent;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.postroom.james.mailbox.MailboxSync;
import io.postroom.server.health.Worker;

/** Ends what keeps core's rows true to the mailboxes in its turn. */
public final class MailboxSyncModule extends AbstractModule {
    @ProvidesIntoSet
    Worker mailboxSync(MailboxSync sync) {
        return sync::close;
    }
}
