package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.google.inject.name.Named;
import io.postroom.core.scan.Scanners;
import io.postroom.james.mailbox.MailboxSync;
import io.postroom.james.rebuild.RebuildProgressJson;
import io.postroom.james.scan.ScannerHealthCheck;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;

/**
 * Core and its ports over James, in one injector with James, started and stopped with it.
 *
 * <p>Wants from others what {@link PostroomServices} wants.
 */
public final class PostroomModule extends AbstractModule {
    @Override
    protected void configure() {
        install(new PostroomServices());
    }

    @ProvidesIntoSet
    InitializationOperation standardDomain(StandardDomain standard) {
        return InitilizationOperationBuilder.forClass(StandardDomain.class).init(() -> {
            standard.makeKnown();
            standard.makeKey();
        });
    }

    @ProvidesIntoSet
    InitializationOperation mailboxSync(MailboxSync sync) {
        return InitilizationOperationBuilder.forClass(MailboxSync.class).init(sync::start);
    }

    @ProvidesIntoSet
    HealthCheck spamScanner(Scanners scanners) {
        return new ScannerHealthCheck("Spam scanner", scanners.spam());
    }

    @ProvidesIntoSet
    HealthCheck virusScanner(Scanners scanners) {
        return new ScannerHealthCheck("Virus scanner", scanners.viruses());
    }

    @ProvidesIntoSet
    @Named("webadmin-dto") // James' name for what its task routes show
    AdditionalInformationDTOModule<
                    ? extends TaskExecutionDetails.AdditionalInformation, ? extends AdditionalInformationDTO>
            rebuildProgress() {
        return RebuildProgressJson.module();
    }
}
