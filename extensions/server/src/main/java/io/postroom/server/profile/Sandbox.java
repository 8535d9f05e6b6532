package io.postroom.server.profile;

import io.postroom.server.queue.QueueInMemoryModule;
import io.postroom.server.queue.QueueModule;
import io.postroom.server.store.MemoryStoresModule;
import java.util.List;
import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.jmap.memory.pushsubscription.MemoryPushSubscriptionModule;
import org.apache.james.modules.BlobMemoryModule;
import org.apache.james.modules.data.MemoryDataJmapModule;
import org.apache.james.modules.data.MemoryDataModule;
import org.apache.james.modules.data.MemoryDelegationStoreModule;
import org.apache.james.modules.data.MemoryUsersRepositoryModule;
import org.apache.james.modules.eventstore.MemoryEventStoreModule;
import org.apache.james.modules.mailbox.MemoryMailboxModule;
import org.apache.james.modules.vault.DeletedMessageVaultModule;

/** Everything in memory: starts in seconds, forgets all when it stops. */
final class Sandbox {
    static final Composition COMPOSITION = new Composition(
            List.of(
                    Everywhere.PROTOCOLS,
                    Everywhere.JMAP_LISTENERS,
                    Everywhere.WEBADMIN,
                    Everywhere.PROCESSING,
                    Everywhere.ONE_NODE,
                    Everywhere.HEALTH,
                    Everywhere.POSTROOM,
                    new MemoryStoresModule(),
                    new BlobMemoryModule(),
                    new DeletedMessageVaultModule(),
                    new FakeSearchMailboxModule(),
                    new MemoryDataJmapModule(),
                    new MemoryDataModule(),
                    new MemoryDelegationStoreModule(),
                    new MemoryEventStoreModule(),
                    new MemoryMailboxModule(),
                    new MemoryPushSubscriptionModule(),
                    new MemoryUsersRepositoryModule(),
                    new QueueModule(),
                    new QueueInMemoryModule()),
            List.of(
                    Everywhere.PATIENT_SPOOL,
                    Everywhere.DNS,
                    Everywhere.HARDENING,
                    Everywhere.SMTP,
                    Everywhere.POSTROOM_INSTEAD));

    private Sandbox() {}
}
