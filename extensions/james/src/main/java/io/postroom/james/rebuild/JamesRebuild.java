package io.postroom.james.rebuild;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import io.postroom.core.receive.Rebuild;
import io.postroom.james.mailbox.MailboxFollower;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import javax.inject.Inject;
import org.apache.james.task.TaskManager;

/** Rebuilds rows as tasks of James. Thread-safe. */
public final class JamesRebuild implements Rebuild {
    private final TaskManager tasks;
    private final InboxStore inboxes;
    private final MailboxFollower follower;
    private final Clock clock;

    @Inject
    public JamesRebuild(TaskManager tasks, InboxStore inboxes, MailboxFollower follower, Clock clock) {
        this.tasks = tasks;
        this.inboxes = inboxes;
        this.follower = follower;
        this.clock = clock;
    }

    @Override
    public String submit(OrganizationId organization) {
        return submit(organization.toString(), new InboxesOf(organization));
    }

    @Override
    public String submit(InboxId inbox) {
        return submit(inbox.value(), List.of(inbox).iterator());
    }

    private String submit(String subject, Iterator<InboxId> which) {
        RebuildTask task = new RebuildTask(
                subject, which, (inbox, each) -> follower.followAll(inbox, message -> each.run()), clock);
        return tasks.submit(task).asString();
    }

    /** The inboxes of an organisation, a page at a time. */
    private final class InboxesOf implements Iterator<InboxId> {
        private final OrganizationId organization;
        private final Queue<InboxId> page = new ArrayDeque<>();
        private Optional<PageKey> after = Optional.empty();
        private boolean more = true;

        InboxesOf(OrganizationId organization) {
            this.organization = organization;
        }

        @Override
        public boolean hasNext() {
            while (page.isEmpty() && more) {
                Page<Inbox> next = inboxes.list(organization, new PageRequest(PageRequest.MAX_LIMIT, after, true));
                next.items().forEach(inbox -> page.add(inbox.id()));
                after = next.next();
                more = after.isPresent();
            }
            return !page.isEmpty();
        }

        @Override
        public InboxId next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.remove();
        }
    }
}
