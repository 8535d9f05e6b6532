package io.postroom.james.rebuild;

import io.postroom.core.account.InboxId;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the search index with every row. What differs is indexed anew in the background, and may be so a little after the task's end. */
final class SearchRebuildTask implements Task {
    private static final String SUBJECT = "search";
    private static final Logger LOGGER = LoggerFactory.getLogger(SearchRebuildTask.class);

    private final Consumer<Consumer<InboxId>> comparison;
    private final Clock clock;
    private final AtomicLong inboxes = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private Optional<InboxId> last = Optional.empty();

    /** @param comparison tells its argument, of each row that it looks at, the inbox */
    SearchRebuildTask(Consumer<Consumer<InboxId>> comparison, Clock clock) {
        this.comparison = comparison;
        this.clock = clock;
    }

    @Override
    public Result run() {
        try {
            comparison.accept(this::count);
            return Result.COMPLETED;
        } catch (UncheckedIOException e) {
            LOGGER.warn("the search index cannot be compared with the messages now: {}", e.getMessage());
            return Result.PARTIAL;
        }
    }

    /** Rows come inbox by inbox. */
    private void count(InboxId inbox) {
        rows.incrementAndGet();
        if (!last.equals(Optional.of(inbox))) {
            last = Optional.of(inbox);
            inboxes.incrementAndGet();
        }
    }

    @Override
    public TaskType type() {
        return RebuildTask.TYPE;
    }

    @Override
    public Optional<TaskExecutionDetails.AdditionalInformation> details() {
        return Optional.of(new RebuildProgress(SUBJECT, inboxes.get(), 0, rows.get(), clock.instant()));
    }
}
