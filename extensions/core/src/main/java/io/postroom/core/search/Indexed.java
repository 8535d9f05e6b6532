package io.postroom.core.search;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.page.PageKey;
import io.postroom.core.secret.Digest;
import io.postroom.core.thread.ThreadScope;
import io.postroom.core.thread.ThreadSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A message or thread as the index has it.
 *
 * @param thread the id of its thread; a thread's own
 * @param timestamp of the message, or of the thread's last one
 * @param content tells contents apart: a message of other octets has another; empty for a thread
 * @param stamp differs where something that is indexed differs; tells whether the index is behind the row
 * @param text see {@link SearchText}; empty for a thread
 */
public record Indexed(
        Key key,
        OrganizationId organization,
        PodId pod,
        String thread,
        Instant timestamp,
        Labels labels,
        IndexedFields fields,
        String content,
        long stamp,
        String text) {
    /** What there is. */
    public enum Kind {
        MESSAGE,
        THREAD
    }

    /** @param id of the message, or of the thread */
    public record Key(Kind kind, InboxId inbox, String id) {
        public static Key of(Message message) {
            return new Key(Kind.MESSAGE, message.inbox(), message.id().value());
        }

        public static Key of(ThreadSummary thread) {
            return new Key(Kind.THREAD, thread.inbox(), thread.id().toString());
        }
    }

    /** Changed when the same row is to be indexed differently. */
    private static final String FORM = "1";

    public static Indexed of(Inbox inbox, Message message, String text) {
        return new Indexed(
                Key.of(message),
                inbox.organization(),
                inbox.pod(),
                message.thread().toString(),
                message.timestamp(),
                message.labels(),
                IndexedFields.of(message),
                message.digest().hex(),
                stamp(inbox, message),
                text);
    }

    public static Indexed of(Inbox inbox, ThreadSummary thread) {
        return new Indexed(
                Key.of(thread),
                inbox.organization(),
                inbox.pod(),
                thread.id().toString(),
                thread.timestamp(),
                thread.labels(),
                IndexedFields.of(thread),
                "",
                stamp(inbox, thread),
                "");
    }

    static long stamp(Inbox inbox, Message message) {
        List<String> parts = new ArrayList<>(owner(inbox));
        parts.add(message.thread().toString());
        parts.add(message.digest().hex());
        parts.addAll(message.labels().texts());
        return number(parts);
    }

    static long stamp(Inbox inbox, ThreadSummary thread) {
        List<String> parts = new ArrayList<>(owner(inbox));
        parts.add(Long.toString(thread.timestamp().toEpochMilli()));
        parts.add(Integer.toString(thread.messageCount()));
        parts.add(thread.subject().orElse(""));
        parts.addAll(thread.labels().texts());
        parts.add("");
        parts.addAll(thread.senders());
        parts.add("");
        parts.addAll(thread.recipients());
        return number(parts);
    }

    /** An inbox of the same address that was made anew is another one. */
    private static List<String> owner(Inbox inbox) {
        return List.of(
                FORM,
                inbox.organization().toString(),
                inbox.pod().toString(),
                Long.toString(inbox.createdAt().toEpochMilli()));
    }

    private static long number(List<String> parts) {
        return Long.parseUnsignedLong(
                Digest.sha256(parts.toArray(String[]::new)).hex().substring(0, 16), 16);
    }

    /** Its place in a list. */
    public PageKey place() {
        return new PageKey(timestamp, key.id());
    }

    public boolean isIn(ThreadScope scope) {
        if (scope instanceof ThreadScope.OfInbox one) {
            return one.inbox().equals(key.inbox());
        }
        if (scope instanceof ThreadScope.OfPod one) {
            return one.organization().equals(organization) && one.pod().equals(pod);
        }
        return ((ThreadScope.OfOrganization) scope).organization().equals(organization);
    }
}
