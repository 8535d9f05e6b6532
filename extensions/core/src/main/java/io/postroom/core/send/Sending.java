package io.postroom.core.send;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.domain.DomainRights;
import io.postroom.core.domain.Recipients;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.RawMessage;
import io.postroom.core.secret.Digest;
import io.postroom.core.thread.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends mail from inboxes.
 *
 * <p>Once a call returns, the copy in the mailbox and the mail in the spool are durable. Thread-safe; calls block. An unreachable store or
 * queue shows as an {@link java.io.UncheckedIOException}.
 *
 * <p>Each call refuses what the caller may not do, unknown inboxes and messages, a domain that mail may not leave from
 * ({@link Reason#DOMAIN_NOT_VERIFIED}), {@linkplain RefusedRecipients recipients} to whom the inbox does not send ({@link Reason#MESSAGE_REJECTED}),
 * {@linkplain AutomaticAnswers automatic answers} to automatic mail ({@link Reason#LOOP_DETECTED}), bad
 * contents and more than {@link #MAX_RECIPIENTS} ({@link Reason#INVALID}), nobody to send to ({@link Reason#UNPROCESSABLE}) and messages
 * over the limit ({@link Reason#TOO_LARGE}).
 */
public final class Sending {
    /** In {@code to}, {@code cc} and {@code bcc} together. */
    public static final int MAX_RECIPIENTS = 50;

    public static final Duration MAX_DELAY = Duration.ofDays(1);

    private final Inboxes inboxes;
    private final DomainRights domains;
    private final RefusedRecipients refused;
    private final Messages messages;
    private final MessageParser parser;
    private final Dispatch dispatch;
    private final SendOnce once;
    private final Repeats repeats;
    private final Replies replies;

    public Sending(
            Inboxes inboxes,
            DomainRights domains,
            RefusedRecipients refused,
            Messages messages,
            MessageParser parser,
            Dispatch dispatch,
            SendOnce once,
            Repeats repeats,
            Recipients recipients) {
        this.inboxes = inboxes;
        this.domains = domains;
        this.refused = refused;
        this.messages = messages;
        this.parser = parser;
        this.dispatch = dispatch;
        this.once = once;
        this.repeats = repeats;
        this.replies = new Replies(recipients);
    }

    /** Sends a message that answers none. */
    public SentMessage send(Caller caller, InboxId id, SendMessage message, Asker asker) {
        Inbox inbox = sender(caller, id);
        ContentRules.check(message.content(), false);
        Addressees recipients = message.addressees();
        return send(
                asker,
                new Request(caller, inbox, "send", Optional.empty(), recipients, message.content(), message.delay()),
                recipients,
                message.content(),
                List.of(),
                Optional.empty());
    }

    /** Answers a message that the caller may read; the answer joins its thread. */
    public SentMessage reply(Caller caller, InboxId id, MessageId answered, ReplyMessage reply, Asker asker) {
        Inbox inbox = sender(caller, id);
        Message original = messages.find(caller, id, answered);
        ContentRules.check(reply.content(), true);
        Addressees recipients = replies.recipients(id, original, reply);
        String act = (reply.all() ? "reply-all" : "reply") + (reply.copied().isEmpty() ? "" : " and copy");
        Addressees named = reply.recipients().andCc(reply.copied());
        return send(
                asker,
                new Request(caller, inbox, act, Optional.of(answered), named, reply.content(), reply.delay()),
                recipients,
                Replies.titled(reply.content(), original),
                Replies.references(original),
                Optional.of(original));
    }

    /** Sends a message that the caller may read to others, in its thread: with its texts and files behind those of {@code message}. */
    public SentMessage forward(Caller caller, InboxId id, MessageId forwarded, SendMessage message, Asker asker) {
        return forward(caller, id, forwarded, message, asker, Forwards.Kind.WITHIN);
    }

    /**
     * Sends a message that the caller may read to others, in a thread of its own: its files behind those of {@code message}, and its texts
     * where that has none.
     */
    public SentMessage forwardApart(Caller caller, InboxId id, MessageId forwarded, SendMessage message, Asker asker) {
        return forward(caller, id, forwarded, message, asker, Forwards.Kind.APART);
    }

    private SentMessage forward(
            Caller caller, InboxId id, MessageId forwarded, SendMessage message, Asker asker, Forwards.Kind kind) {
        Inbox inbox = sender(caller, id);
        Message original = messages.find(caller, id, forwarded);
        ContentRules.check(message.content(), true);
        checkCount(message.addressees());
        RawMessage raw = messages.raw(id, forwarded).orElseThrow(() -> RefusedException.notFound("Message"));
        dispatch.checkSize(raw.size());
        Content content = new Forwards(parser).whole(message.content(), original, raw, kind);
        return send(
                asker,
                new Request(
                        caller,
                        inbox,
                        kind == Forwards.Kind.WITHIN ? "forward" : "forward apart",
                        Optional.of(forwarded),
                        message.addressees(),
                        message.content(),
                        message.delay()),
                message.addressees(),
                content,
                kind == Forwards.Kind.WITHIN ? Replies.references(original) : List.of(),
                Optional.empty());
    }

    /** What was asked for, as far as it tells requests apart. */
    private record Request(
            Caller caller,
            Inbox inbox,
            String act,
            Optional<MessageId> about,
            Addressees addressees,
            Content content,
            Duration delay) {
        Request {
            if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
                throw RefusedException.invalid(
                        "send_delay", "send_delay is 0 to " + MAX_DELAY.toSeconds() + " seconds");
            }
        }

        /** The same for two requests with the same API key that say the same. */
        Digest repeated() {
            return Digest.sha256(
                    "repeat", caller.key().id().toString(), fingerprint().hex());
        }

        Digest fingerprint() {
            return Fingerprint.of(act, inbox.id(), about, addressees, content, delay);
        }
    }

    private Inbox sender(Caller caller, InboxId id) {
        Inbox inbox = inboxes.require(caller, id, Permission.MESSAGE_SEND);
        domains.requireSendFrom(inbox.organization(), id.domain());
        return inbox;
    }

    private SentMessage send(
            Asker asker,
            Request request,
            Addressees recipients,
            Content content,
            List<MessageId> references,
            Optional<Message> answered) {
        checkCount(recipients);
        Inbox inbox = request.inbox();
        SendOnce.Attempt attempt = (id, date) -> {
            // not before: a key's first answer is its answer for good
            answered.ifPresent(original -> AutomaticAnswers.check(original, content));
            checkNotRefused(refused, inbox, recipients);
            boolean answers = answered.isPresent();
            Letter letter = new Letter(id, date, Composing.from(inbox), recipients, content, references, answers);
            return dispatch.send(inbox, letter, request.delay());
        };
        if (asker.key().isPresent()) {
            return once.send(inbox, asker.key().get(), request.fingerprint(), attempt);
        }
        return repeats.send(
                request.repeated(),
                asker.gone(),
                () -> new MessageId("<" + UUID.randomUUID() + "@" + inbox.id().domain() + ">"),
                attempt);
    }

    static void checkNotRefused(RefusedRecipients refused, Inbox inbox, Addressees recipients) {
        RefusedRecipients.Refusal refusal = refused.among(inbox, recipients.mailboxes());
        if (!refusal.isEmpty()) {
            throw new RefusedException(Reason.MESSAGE_REJECTED, refusal.reason());
        }
    }

    static void checkCount(Addressees recipients) {
        if (recipients.isEmpty()) {
            throw new RefusedException(Reason.UNPROCESSABLE, "There is nobody to send to: to, cc and bcc are empty");
        }
        if (recipients.count() > MAX_RECIPIENTS) {
            String message = "to, cc and bcc have at most " + MAX_RECIPIENTS + " addresses together";
            throw RefusedException.invalid("to", message);
        }
    }
}
