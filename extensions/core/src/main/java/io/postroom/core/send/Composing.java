package io.postroom.core.send;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.domain.Recipients;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.RawMessage;
import io.postroom.core.thread.Messages;
import java.util.List;

/**
 * What becomes a message later: written down as it would be sent, but perhaps for nobody yet.
 *
 * <p>Each call refuses bad contents and more recipients than a message can have ({@link Reason#INVALID}), messages the caller may not read
 * and unknown ones, and what is over the limit ({@link Reason#TOO_LARGE}). Thread-safe; calls block.
 */
public final class Composing {
    private final Messages messages;
    private final MessageParser parser;
    private final Letters letters;
    private final Links links;
    private final Replies replies;

    public Composing(Messages messages, MessageParser parser, Letters letters, Links links, Recipients recipients) {
        this.messages = messages;
        this.parser = parser;
        this.letters = letters;
        this.links = links;
        this.replies = new Replies(recipients);
    }

    /** Who a message of this inbox is from. */
    public static Address from(Inbox inbox) {
        return new Address(
                inbox.displayName().filter(name -> !name.isBlank()), inbox.id().value());
    }

    /** A message that answers none. */
    public Composition plain(Addressees addressees, Content content) {
        return checkedCount(new Composition(addressees, whole(content, false), List.of(), false));
    }

    /** An answer; for nobody, if the message names nobody who could be answered. */
    public Composition reply(Caller caller, InboxId inbox, MessageId answered, ReplyMessage reply) {
        Message original = messages.find(caller, inbox, answered);
        Addressees recipients = replies.suggested(inbox, original, reply);
        Content content = Replies.titled(whole(reply.content(), true), original);
        return checkedCount(new Composition(recipients, content, Replies.references(original), true));
    }

    /** A message with another one below its texts and behind its files. */
    public Composition forward(Caller caller, InboxId inbox, MessageId forwarded, SendMessage message) {
        Message original = messages.find(caller, inbox, forwarded);
        Content own = whole(message.content(), true);
        RawMessage raw = messages.raw(inbox, forwarded).orElseThrow(() -> RefusedException.notFound("Message"));
        letters.checkSize(raw.size());
        Content content = new Forwards(parser).whole(own, original, raw);
        return checkedCount(new Composition(message.addressees(), content, Replies.references(original), false));
    }

    private Content whole(Content content, boolean answers) {
        ContentRules.check(content, answers);
        return content.withFiles(links.followed(content.files(), "attachments"));
    }

    /**
     * Files with their contents.
     *
     * @param name what the request calls the list
     */
    public List<OutgoingFile> files(List<OutgoingFile> files, String name) {
        ContentRules.checkFiles(files, name);
        return links.followed(files, name);
    }

    /** Something that was written down, with what has changed. */
    public Composition checked(Composition composition) {
        ContentRules.check(composition.content(), !composition.references().isEmpty());
        return checkedCount(composition);
    }

    private static Composition checkedCount(Composition composition) {
        if (!composition.recipients().isEmpty()) {
            Sending.checkCount(composition.recipients());
        }
        return composition;
    }
}
