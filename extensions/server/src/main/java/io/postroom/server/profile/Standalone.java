package io.postroom.server.profile;

import io.postroom.server.backend.BlobsModule;
import io.postroom.server.backend.DomainsModule;
import io.postroom.server.backend.EventStoreModule;
import io.postroom.server.backend.JmapDataModule;
import io.postroom.server.backend.MailRepositoriesModule;
import io.postroom.server.backend.MailboxMappersModule;
import io.postroom.server.backend.MailboxTablesModule;
import io.postroom.server.backend.MailboxesModule;
import io.postroom.server.backend.QuotasModule;
import io.postroom.server.backend.RecentReadsModule;
import io.postroom.server.backend.RewritesModule;
import io.postroom.server.backend.ScanningSearchModule;
import io.postroom.server.backend.SessionModule;
import io.postroom.server.backend.UserRulesModule;
import io.postroom.server.backend.UsersModule;
import io.postroom.server.launch.QueueOnDiskModule;
import io.postroom.server.numbering.NumberingModule;
import io.postroom.server.queue.QueueModule;
import io.postroom.server.store.CassandraStoresModule;
import io.postroom.server.store.LuceneSearchModule;
import java.util.List;
import org.apache.james.CoreDataModule;

/** One machine that keeps everything: Cassandra beside this process, the mail queue inside it. */
final class Standalone {
    static final Composition COMPOSITION = new Composition(
            List.of(
                    Everywhere.PROTOCOLS,
                    Everywhere.JMAP_LISTENERS,
                    Everywhere.WEBADMIN,
                    Everywhere.PROCESSING,
                    Everywhere.ONE_NODE,
                    Everywhere.HEALTH,
                    Everywhere.POSTROOM,
                    new CassandraStoresModule(),
                    new LuceneSearchModule(),
                    new CoreDataModule(),
                    new SessionModule(),
                    new BlobsModule(),
                    new EventStoreModule(),
                    new DomainsModule(),
                    new UsersModule(),
                    new RewritesModule(),
                    new UserRulesModule(),
                    new MailRepositoriesModule(),
                    new MailboxTablesModule(),
                    new MailboxMappersModule(),
                    new MailboxesModule(),
                    new QuotasModule(),
                    new ScanningSearchModule(),
                    new JmapDataModule(),
                    new QueueModule(),
                    new QueueOnDiskModule()),
            List.of(
                    Everywhere.PATIENT_SPOOL,
                    Everywhere.DNS,
                    Everywhere.HARDENING,
                    Everywhere.SMTP,
                    Everywhere.POSTROOM_INSTEAD,
                    new RecentReadsModule(),
                    new NumberingModule()));

    private Standalone() {}
}
