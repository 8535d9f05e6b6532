package io.postroom.james.rebuild;

import io.postroom.core.account.InboxId;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walks through the mailboxes of inboxes and makes their rows follow. Goes on to the next inbox where one fails, and is then partial. */
final class RebuildTask implements Task {
    static final TaskType TYPE = TaskType.of("postroom-rebuild");
    private static final Logger LOGGER = LoggerFactory.getLogger(RebuildTask.class);

    private final String subject;
    private final Iterator<InboxId> inboxes;
    private final BiConsumer<InboxId, Runnable> rebuild;
    private final Clock clock;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();

    /**
     * @param inboxes read while the task runs
     * @param rebuild rebuilds one inbox, and runs its second argument for each message
     */
    RebuildTask(String subject, Iterator<InboxId> inboxes, BiConsumer<InboxId, Runnable> rebuild, Clock clock) {
        this.subject = subject;
        this.inboxes = inboxes;
        this.rebuild = rebuild;
        this.clock = clock;
    }

    @Override
    public Result run() {
        while (!Thread.currentThread().isInterrupted() && inboxes.hasNext()) {
            InboxId inbox = inboxes.next();
            try {
                rebuild.accept(inbox, messages::incrementAndGet);
            } catch (UncheckedIOException e) {
                failed.incrementAndGet();
                LOGGER.warn("the rows of {} are not rebuilt: {}", inbox, e.getMessage());
            }
            done.incrementAndGet();
        }
        return failed.get() == 0 && !inboxes.hasNext() ? Result.COMPLETED : Result.PARTIAL;
    }

    @Override
    public TaskType type() {
        return TYPE;
    }

    @Override
    public Optional<TaskExecutionDetails.AdditionalInformation> details() {
        return Optional.of(new RebuildProgress(subject, done.get(), failed.get(), messages.get(), clock.instant()));
    }
}
