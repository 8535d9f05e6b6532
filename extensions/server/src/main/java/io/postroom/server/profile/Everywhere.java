package io.postroom.server.profile;

import com.google.inject.Module;
import com.google.inject.util.Modules;
import io.postroom.james.PostroomModule;
import io.postroom.james.PostroomOverrides;
import io.postroom.server.agent.ApiModule;
import io.postroom.server.agent.LimitsModule;
import io.postroom.server.agent.LinkedFilesModule;
import io.postroom.server.agent.MailboxSyncModule;
import io.postroom.server.agent.MeteringModule;
import io.postroom.server.agent.OperatorModule;
import io.postroom.server.agent.RelayModule;
import io.postroom.server.agent.ScheduledDraftsModule;
import io.postroom.server.agent.SearchIndexModule;
import io.postroom.server.agent.SecretsModule;
import io.postroom.server.dns.DnsModule;
import io.postroom.server.hardening.HardeningModule;
import io.postroom.server.health.HealthModule;
import io.postroom.server.smtp.SmtpModule;
import io.postroom.server.spool.SpoolModule;
import io.postroom.server.wire.PeerLimitsModule;
import org.apache.james.modules.BlobExportMechanismModule;
import org.apache.james.modules.MailboxModule;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.protocols.IMAPServerModule;
import org.apache.james.modules.protocols.JMAPServerModule;
import org.apache.james.modules.protocols.JmapEventBusModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.server.DKIMMailetModule;
import org.apache.james.modules.server.DLPRoutesModule;
import org.apache.james.modules.server.DataRoutesModules;
import org.apache.james.modules.server.JmapTasksModule;
import org.apache.james.modules.server.MailQueueRoutesModule;
import org.apache.james.modules.server.MailRepositoriesRoutesModule;
import org.apache.james.modules.server.MailboxRoutesModule;
import org.apache.james.modules.server.MailboxesExportRoutesModule;
import org.apache.james.modules.server.SieveRoutesModule;
import org.apache.james.modules.server.TaskManagerModule;
import org.apache.james.modules.server.UserIdentityModule;
import org.apache.james.modules.server.VacationRoutesModule;
import org.apache.james.modules.server.WebAdminServerModule;

/** What every profile has: the protocols, the mailet pipeline, WebAdmin. */
final class Everywhere {
    static final Module PROTOCOLS = Modules.combine(
            new ProtocolHandlerModule(),
            new SMTPServerModule(),
            new IMAPServerModule(),
            new JMAPServerModule(),
            new JmapTasksModule());

    static final Module JMAP_LISTENERS = new JmapListenersModule();

    static final Module WEBADMIN = Modules.combine(
            new WebAdminServerModule(),
            new DataRoutesModules(),
            new DLPRoutesModule(),
            new MailboxRoutesModule(),
            new MailboxesExportRoutesModule(),
            new MailQueueRoutesModule(),
            new MailRepositoriesRoutesModule(),
            new SieveRoutesModule(),
            new UserIdentityModule(),
            new VacationRoutesModule());

    static final Module PROCESSING = Modules.combine(
            new MailboxModule(), new MailetProcessingModule(), new BlobExportMechanismModule(), new DKIMMailetModule());

    static final Module HEALTH = new HealthModule();

    /** One node: events reach listeners, and tasks run, inside this process. */
    static final Module ONE_NODE = Modules.combine(new TaskManagerModule(), new JmapEventBusModule());

    static final Module PATIENT_SPOOL = new SpoolModule();

    /** Names are looked up where the settings say. */
    static final Module DNS = new DnsModule();

    static final Module HARDENING = Modules.combine(new HardeningModule(), new PeerLimitsModule());

    /** Our SMTP servers in the place of James' own. */
    static final Module SMTP = new SmtpModule();

    /** What Postroom adds. */
    static final Module POSTROOM = Modules.combine(
            new PostroomModule(),
            new SecretsModule(),
            new LimitsModule(),
            new ApiModule(),
            new RelayModule(),
            new LinkedFilesModule(),
            new ScheduledDraftsModule(),
            new MeteringModule(),
            new MailboxSyncModule(),
            new OperatorModule(),
            new SearchIndexModule());

    /** Bindings of James that Postroom replaces. */
    static final Module POSTROOM_INSTEAD = new PostroomOverrides();

    private Everywhere() {}
}
