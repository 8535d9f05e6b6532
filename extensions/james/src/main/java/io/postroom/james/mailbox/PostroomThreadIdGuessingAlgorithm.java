package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.thread.MessageStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.ThreadNotFoundException;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.ThreadId;
import org.apache.james.mailbox.store.MailboxSessionMapperFactory;
import org.apache.james.mailbox.store.mail.ThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.mail.model.MimeMessageId;
import org.apache.james.mailbox.store.mail.model.Subject;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Gives JMAP the threads of core: a thread is named by its oldest message. Two look-ups for a message that answers another, one for any
 * other, however large the mailbox is; James' own algorithm searches the whole mailbox. Thread-safe.
 */
public final class PostroomThreadIdGuessingAlgorithm implements ThreadIdGuessingAlgorithm {
    private final Conversations conversations;
    private final MessageId.Factory ids;
    private final MailboxSessionMapperFactory mappers;

    @Inject
    public PostroomThreadIdGuessingAlgorithm(
            MessageStore store, MessageId.Factory ids, MailboxSessionMapperFactory mappers) {
        this.conversations = new Conversations(store);
        this.ids = ids;
        this.mappers = mappers;
    }

    @Override
    public Mono<ThreadId> guessThreadIdReactive(
            MessageId message,
            Optional<MimeMessageId> own,
            Optional<MimeMessageId> inReplyTo,
            Optional<List<MimeMessageId>> references,
            Optional<Subject> subject,
            MailboxSession session) {
        String ancestors = references.orElse(List.of()).stream()
                .map(MimeMessageId::getValue)
                .collect(Collectors.joining(" "));
        return Mono.fromCallable(() -> inboxOf(session)
                        .flatMap(inbox -> conversations.oldest(inbox, text(own), text(inReplyTo), ancestors))
                        .map(oldest -> ids.fromString(oldest.value()))
                        .orElse(message))
                .map(ThreadId::fromBaseMessageId)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static String text(Optional<MimeMessageId> id) {
        return id.map(MimeMessageId::getValue).orElse("");
    }

    @Override
    public Flux<MessageId> getMessageIdsInThread(ThreadId thread, MailboxSession session) {
        MailboxMessageId oldest = new MailboxMessageId(thread.serialize());
        return Mono.fromCallable(() -> inboxOf(session)
                        .map(inbox -> conversations.around(inbox, oldest))
                        .orElse(List.of()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapMany(found -> found.isEmpty()
                        ? alone(thread, session)
                        : Flux.fromIterable(found).map(id -> ids.fromString(id.value())));
    }

    /** A message that core has no row of, such as a draft or one of a user that is no inbox, is a thread of its own. */
    private Flux<MessageId> alone(ThreadId thread, MailboxSession session) {
        return Flux.from(mappers.getMessageIdMapper(session).findMetadata(thread.getBaseMessageId()))
                .filter(data ->
                        data.isMatching(thread.getBaseMessageId())) // James' memory mailboxes give all they have
                .map(data -> data.getComposedMessageId().getMessageId())
                .distinct()
                .switchIfEmpty(Mono.error(() -> new ThreadNotFoundException(thread)));
    }

    private static Optional<InboxId> inboxOf(MailboxSession session) {
        return InboxId.tryParse(session.getUser().asString());
    }
}
