package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.ThreadScope;
import io.postroom.core.thread.ThreadSummary;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The order of threads in an inbox, a pod and an organisation: three entries of {@link Listing} for each thread, which move. */
final class ThreadLists {
    private final Listing listing;
    private final ThreadTable threads;

    ThreadLists(Listing listing, ThreadTable threads) {
        this.listing = listing;
        this.threads = threads;
    }

    /** Puts a thread where its summary says. */
    List<BoundStatement> put(Inbox inbox, ThreadSummary summary) {
        Set<String> labels = new HashSet<>(summary.labels().texts());
        return lists(inbox)
                .map(list -> listing.insert(list, summary.place(), labels))
                .toList();
    }

    /** Removes the thread from where {@code before} put it, unless {@code after} put it there as well. */
    List<BoundStatement> leave(Inbox inbox, ThreadSummary before, Optional<ThreadSummary> after) {
        boolean stays =
                after.map(summary -> summary.place().equals(before.place())).orElse(false);
        return stays
                ? List.of()
                : lists(inbox).map(list -> listing.delete(list, before.place())).toList();
    }

    Page<ThreadSummary> list(ThreadScope scope, MessageFilter filter, PageRequest request) {
        Range range = Range.of(request, filter.before(), filter.after());
        return listing.page(list(scope), range, request.limit(), entries -> resolve(entries, filter));
    }

    private List<Optional<ThreadSummary>> resolve(List<Listing.Entry> entries, MessageFilter filter) {
        List<Boolean> candidates = entries.stream()
                .map(entry -> filter.accepts(
                        Labels.parse(entry.labels()), entry.place().timestamp()))
                .toList();
        var summaries = threads.findAll(Stream.iterate(0, i -> i < entries.size(), i -> i + 1)
                        .filter(candidates::get)
                        .map(i -> ThreadId.parse(entries.get(i).id()))
                        .toList())
                .iterator();
        return Stream.iterate(0, i -> i < entries.size(), i -> i + 1)
                .map(i -> candidates.get(i)
                        ? summaries.next().filter(summary -> isWanted(summary, entries.get(i), filter))
                        : Optional.<ThreadSummary>empty())
                .toList();
    }

    private static boolean isWanted(ThreadSummary summary, Listing.Entry entry, MessageFilter filter) {
        return summary.place().equals(entry.place()) && filter.accepts(summary.labels(), summary.timestamp());
    }

    private static Stream<String> lists(Inbox inbox) {
        return Stream.of(
                list(new ThreadScope.OfInbox(inbox.id())),
                list(new ThreadScope.OfPod(inbox.organization(), inbox.pod())),
                list(new ThreadScope.OfOrganization(inbox.organization())));
    }

    static String list(ThreadScope scope) {
        if (scope instanceof ThreadScope.OfInbox of) {
            return "threads/inbox/" + of.inbox();
        }
        if (scope instanceof ThreadScope.OfPod of) {
            return "threads/pod/" + of.organization() + "/" + of.pod();
        }
        return "threads/organization/" + ((ThreadScope.OfOrganization) scope).organization();
    }

    /** How many threads the inbox has; one more for each entry that a crash has left behind. */
    long count(InboxId inbox) {
        return listing.count(list(new ThreadScope.OfInbox(inbox)));
    }

    /** Forgets the list of an inbox whose threads are gone. */
    void deleteAll(Inbox inbox) {
        listing.deleteAll(list(new ThreadScope.OfInbox(inbox.id())));
    }
}
