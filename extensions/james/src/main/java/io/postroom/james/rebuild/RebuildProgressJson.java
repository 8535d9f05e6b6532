package io.postroom.james.rebuild;

import java.time.Instant;
import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;

/** A {@link RebuildProgress} as WebAdmin shows it. */
public record RebuildProgressJson(
        String type, String subject, long inboxes, long failedInboxes, long messages, Instant timestamp)
        implements AdditionalInformationDTO {

    /** What lets James write and read it. */
    public static AdditionalInformationDTOModule<RebuildProgress, RebuildProgressJson> module() {
        return DTOModule.forDomainObject(RebuildProgress.class)
                .convertToDTO(RebuildProgressJson.class)
                .toDomainObjectConverter(json -> new RebuildProgress(
                        json.subject(), json.inboxes(), json.failedInboxes(), json.messages(), json.timestamp()))
                .toDTOConverter((progress, type) -> new RebuildProgressJson(
                        type,
                        progress.subject(),
                        progress.inboxes(),
                        progress.failedInboxes(),
                        progress.messages(),
                        progress.timestamp()))
                .typeName(RebuildTask.TYPE.asString())
                .withFactory(AdditionalInformationDTOModule::new);
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public Instant getTimestamp() {
        return timestamp;
    }
}
