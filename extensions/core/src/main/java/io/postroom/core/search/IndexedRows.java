package io.postroom.core.search;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.event.EventLog;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.MessageStore;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What an index is made from. */
public record IndexedRows(
        OrganizationStore organizations, InboxStore inboxes, MessageStore messages, EventLog log, MessageTexts texts) {

    /** Shows every inbox there is. */
    void forEachInbox(Consumer<InboxId> visitor) {
        for (Organization organization : organizations.list()) {
            all(request -> inboxes.list(organization.id(), request))
                    .forEachRemaining(inbox -> visitor.accept(inbox.id()));
        }
    }

    /** Everything in a list, the oldest first, read a page at a time. */
    static <T> Iterator<T> all(Function<PageRequest, Page<T>> list) {
        return new Pages<>(list);
    }

    private static final class Pages<T> implements Iterator<T> {
        private final Function<PageRequest, Page<T>> list;
        private Iterator<T> page = List.<T>of().iterator();
        private Optional<PageKey> after = Optional.empty();
        private boolean more = true;

        Pages(Function<PageRequest, Page<T>> list) {
            this.list = list;
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && more) {
                Page<T> next = list.apply(new PageRequest(PageRequest.MAX_LIMIT, after, true));
                page = next.items().iterator();
                after = next.next();
                more = after.isPresent();
            }
            return page.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
