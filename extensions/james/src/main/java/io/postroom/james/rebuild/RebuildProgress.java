package io.postroom.james.rebuild;

import java.time.Instant;
import org.apache.james.task.TaskExecutionDetails;

/**
 * How far a rebuild has come.
 *
 * @param subject the inbox or organisation it is for
 * @param inboxes how many inboxes are done
 * @param failedInboxes how many of them could not be finished
 * @param messages how many messages and lost rows were looked at
 */
public record RebuildProgress(String subject, long inboxes, long failedInboxes, long messages, Instant timestamp)
        implements TaskExecutionDetails.AdditionalInformation {}
