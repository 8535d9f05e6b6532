package io.postroom.james.rebuild;

import io.postroom.core.search.Indexing;
import io.postroom.core.search.SearchRebuild;
import java.time.Clock;
import javax.inject.Inject;
import org.apache.james.task.TaskManager;

/** Compares the search index as a task of James. Thread-safe. */
public final class JamesSearchRebuild implements SearchRebuild {
    private final TaskManager tasks;
    private final Indexing indexing;
    private final Clock clock;

    @Inject
    public JamesSearchRebuild(TaskManager tasks, Indexing indexing, Clock clock) {
        this.tasks = tasks;
        this.indexing = indexing;
        this.clock = clock;
    }

    @Override
    public String submit() {
        return tasks.submit(new SearchRebuildTask(indexing::compareAll, clock)).asString();
    }
}
