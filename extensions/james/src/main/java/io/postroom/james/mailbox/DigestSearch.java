package io.postroom.james.mailbox;

import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.receive.ContentDigest;
import io.postroom.core.secret.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageIdManager;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageManager.MailboxMetaData;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;

/**
 * Looks for a message that was stored since a moment, newest first, so that only what came since is looked at: what lies before it in
 * the mailbox was saved before.
 */
final class DigestSearch {
    private static final long FIRST_BATCH = 100;

    /** How far the clocks of two nodes may be apart. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

    private final MessageIdManager messages;
    private final MailboxSession session;
    private final Digest digest;
    private final Instant since;

    DigestSearch(MessageIdManager messages, MailboxSession session, Digest digest, Instant since) {
        this.messages = messages;
        this.session = session;
        this.digest = digest;
        this.since = since;
    }

    /** The newest message of the digest in this mailbox. */
    Optional<MailboxMessageId> in(MessageManager mailbox) {
        long last = StorageCalls.run(() -> mailbox.getMetaData(
                                MailboxMetaData.RecentMode.IGNORE, session, MailboxMetaData.FetchGroup.NO_COUNT))
                        .getUidNext()
                        .asLong()
                - 1;
        long size = FIRST_BATCH;
        while (last > 0) {
            long first = Math.max(1, last - size + 1);
            List<MessageResult> batch = batch(mailbox, first, last);
            for (MessageResult result : batch) {
                if (isBefore(result)) {
                    return Optional.empty();
                }
                if (!result.getInternalDate().toInstant().isBefore(since) && hasDigest(result)) {
                    return Optional.of(
                            new MailboxMessageId(result.getMessageId().serialize()));
                }
            }
            last = first - 1;
            size = batch.isEmpty() ? size * 2 : FIRST_BATCH; // numbers of expunged messages are cheap to pass over
        }
        return Optional.empty();
    }

    private boolean isBefore(MessageResult result) {
        return result.getSaveDate()
                .map(saved -> saved.toInstant().isBefore(since.minus(CLOCK_SKEW)))
                .orElse(false);
    }

    private List<MessageResult> batch(MessageManager mailbox, long first, long last) {
        List<MessageResult> results = new ArrayList<>();
        StorageCalls.run(() -> mailbox.getMessages(
                        MessageRange.range(MessageUid.of(first), MessageUid.of(last)), FetchGroup.MINIMAL, session))
                .forEachRemaining(results::add);
        results.sort(Comparator.comparing(MessageResult::getUid).reversed());
        return results;
    }

    private boolean hasDigest(MessageResult candidate) {
        List<MessageResult> full = StorageCalls.run(
                () -> messages.getMessages(List.of(candidate.getMessageId()), FetchGroup.FULL_CONTENT, session));
        return full.stream()
                .limit(1)
                .anyMatch(result -> ContentDigest.of(new StoredOctets(result::getFullContent, result.getSize()))
                        .equals(digest));
    }
}
