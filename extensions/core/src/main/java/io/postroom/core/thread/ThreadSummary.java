package io.postroom.core.thread;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.PageKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The row we keep of each thread: what a list shows of it.
 *
 * <p>It tells of the conversation: of its messages but for those that are {@linkplain MessageFilter#SET_ASIDE set aside}, as if these were
 * not there: who may not see a blocked answer sees the thread without it. Only where all messages are set aside it tells of all, and its
 * labels keep it from lists too. Archived messages are part of the conversation; where all that it tells of are archived, the thread is.
 *
 * @param labels the union of its messages' labels; {@code archived} only if each of them has it
 * @param timestamp of its last message
 * @param senders each once, in the order of their first message, at most {@link #MAX_PEOPLE}
 * @param recipients as {@code senders}
 * @param subject of its first message that has one
 * @param preview of its last message
 * @param attachments of its messages, oldest first, at most {@link #MAX_ATTACHMENTS}
 * @param size the sum of its messages' sizes in octets
 */
public record ThreadSummary(
        InboxId inbox,
        ThreadId id,
        Labels labels,
        Instant timestamp,
        Optional<Instant> receivedTimestamp,
        Optional<Instant> sentTimestamp,
        List<String> senders,
        List<String> recipients,
        Optional<String> subject,
        Optional<String> preview,
        List<Attachment> attachments,
        MessageId lastMessage,
        int messageCount,
        long size,
        Instant createdAt,
        Instant updatedAt) {
    static final int MAX_PEOPLE = 100;
    static final int MAX_ATTACHMENTS = 100;

    public ThreadSummary {
        senders = List.copyOf(senders);
        recipients = List.copyOf(recipients);
        attachments = List.copyOf(attachments);
    }

    /** The summary of a thread of these messages, in any order; empty for none. */
    public static Optional<ThreadSummary> of(List<Message> messages) {
        List<Message> shown = messages.stream()
                .filter(message -> !isSetAside(message.labels()))
                .toList();
        List<Message> told = shown.isEmpty() ? messages : shown;
        return told.stream()
                .sorted(Comparator.comparing(Message::timestamp)
                        .thenComparing(message -> message.id().value()))
                .reduce(
                        Optional.<ThreadSummary>empty(),
                        (summary, message) ->
                                Optional.of(summary.map(s -> s.ending(message)).orElseGet(() -> startedBy(message))),
                        (left, right) -> right);
    }

    /** The summary of a thread of one message. */
    public static ThreadSummary startedBy(Message message) {
        return new ThreadSummary(
                message.inbox(),
                message.thread(),
                message.labels(),
                message.timestamp(),
                ifLabelled(message, Label.RECEIVED),
                ifLabelled(message, Label.SENT),
                message.envelope().from().isEmpty()
                        ? List.of()
                        : List.of(message.envelope().from()),
                union(List.of(), recipientsOf(message)),
                message.envelope().subject(),
                message.preview(),
                limited(message.attachments()),
                message.id(),
                1,
                message.size(),
                message.timestamp(),
                message.updatedAt());
    }

    /** Where it stands in lists. */
    public PageKey place() {
        return new PageKey(timestamp, id.toString());
    }

    /** Whether all of its messages are set aside, so that it tells of them. */
    public boolean isSetAside() {
        return isSetAside(labels);
    }

    private static boolean isSetAside(Labels labels) {
        return labels.containsAny(MessageFilter.SET_ASIDE);
    }

    /**
     * This thread with one message more; empty if its other messages are needed to tell.
     *
     * <p>They are where the message does not stand at the end, and where it is the first that is not set aside: older versions told of both
     * kinds together, and such a summary is made anew here.
     */
    Optional<ThreadSummary> with(Message message) {
        boolean aside = isSetAside(message.labels());
        if (aside && !isSetAside()) {
            return Optional.of(this);
        }
        return aside == isSetAside() && endsBefore(message) ? Optional.of(ending(message)) : Optional.empty();
    }

    /** Whether {@code message} stands behind every message that this tells of, in their order by timestamp, then id. */
    private boolean endsBefore(Message message) {
        int order = message.timestamp().compareTo(timestamp);
        return order > 0 || (order == 0 && message.id().value().compareTo(lastMessage.value()) > 0);
    }

    private ThreadSummary ending(Message message) {
        return new ThreadSummary(
                inbox,
                id,
                union(labels, message.labels()),
                message.timestamp(),
                later(receivedTimestamp, ifLabelled(message, Label.RECEIVED)),
                later(sentTimestamp, ifLabelled(message, Label.SENT)),
                message.envelope().from().isEmpty()
                        ? senders
                        : union(senders, List.of(message.envelope().from())),
                union(recipients, recipientsOf(message)),
                subject.or(() -> message.envelope().subject()),
                message.preview(),
                limited(Stream.concat(attachments.stream(), message.attachments().stream())
                        .toList()),
                message.id(),
                messageCount + 1,
                size + message.size(),
                createdAt,
                later(updatedAt, message.updatedAt()));
    }

    /** One message that is not archived brings its thread back into lists. */
    private static Labels union(Labels labels, Labels more) {
        Labels archived = Labels.of(Label.ARCHIVED);
        Labels all = labels.with(more);
        return labels.containsAll(archived) && more.containsAll(archived) ? all : all.without(archived);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Optional<Instant> ifLabelled(Message message, Label label) {
        return message.labels().contains(label) ? Optional.of(message.timestamp()) : Optional.empty();
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private static List<String> recipientsOf(Message message) {
        return Stream.of(
                        message.envelope().to(),
                        message.envelope().cc(),
                        message.envelope().bcc())
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> union(List<String> known, List<String> more) {
        Set<String> people = new LinkedHashSet<>(known);
        people.addAll(more);
        return people.stream().limit(MAX_PEOPLE).toList();
    }

    private static List<Attachment> limited(List<Attachment> attachments) {
        return attachments.stream().limit(MAX_ATTACHMENTS).toList();
    }
}
