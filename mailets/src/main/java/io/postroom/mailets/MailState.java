package io.postroom.mailets;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Claim;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageRef;
import io.postroom.core.receive.DeliveryTrace;
import io.postroom.core.receive.Receiver;
import io.postroom.core.secret.Digest;
import io.postroom.core.send.OutgoingMark;
import io.postroom.core.send.Passage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * What our mailets tell each other about a mail, as attributes that James keeps with it in the spool.
 *
 * <p>For one thread at a time, as a mail is.
 */
final class MailState {
    /** A collection of strings: what is known of the mail whomever it is for. */
    static final AttributeName LABELS = AttributeName.of("io.postroom.labels");

    /** A string: see {@link io.postroom.core.receive.Arrival#origin()}. */
    static final AttributeName ORIGIN = AttributeName.of("io.postroom.origin");

    /** A collection of strings: the inboxes where the mail came with the idempotency key of another one. */
    static final AttributeName DUPLICATE_FOR = AttributeName.of("io.postroom.duplicate-for");

    /** A collection of strings: the inboxes whose lists keep the mail's sender out. */
    static final AttributeName BLOCKED_FOR = AttributeName.of("io.postroom.blocked-for");

    /** A collection of strings: the inboxes in whose conversations the mail was counted, see {@link DetectLoops}. */
    static final AttributeName COUNTED_FOR = AttributeName.of("io.postroom.counted-for");

    /** A collection of strings: the inboxes for which the mail is one too many in a conversation. */
    static final AttributeName LOOP_FOR = AttributeName.of("io.postroom.loop-for");

    /** A collection of strings: the inboxes for which nobody is told of the mail. */
    static final AttributeName UNTOLD_FOR = AttributeName.of("io.postroom.untold-for");

    /**
     * A map of inbox to a collection of strings: Message-ID, digest, milliseconds since 1970, id in the mailbox, and whether nothing was
     * known of the message before.
     */
    static final AttributeName STORED = AttributeName.of("io.postroom.stored");

    /** An integer: how often it has gone back to the spool because a store was unreachable. */
    static final AttributeName OUTAGES = AttributeName.of("io.postroom.outages");

    /** A boolean: whether a mail that has gone back to the spool was none of the server's own. */
    static final AttributeName FROM_OUTSIDE = AttributeName.of("io.postroom.from-outside");

    /** A boolean: whether a mail that leaves carries our signature. */
    static final AttributeName SIGNED = AttributeName.of("io.postroom.signed");

    /** A collection of strings: which message of ours the mail carries out, see {@link OutgoingMark}. */
    static final AttributeName OUTGOING = AttributeName.of(OutgoingMark.ATTRIBUTE);

    /** A collection of strings: how the mail is known to the gate before the way out, see {@link Passage}. */
    static final AttributeName PASSAGE = AttributeName.of(OutgoingMark.PASSAGE);

    /** A string: the organisation that sends it, see {@link OutgoingMark}. */
    private static final AttributeName ORGANIZATION = AttributeName.of(OutgoingMark.ORGANIZATION);

    /** A collection of strings: for whom a mail that carries out a message of ours was given to {@code RemoteDelivery}. */
    static final AttributeName BOUND_FOR = AttributeName.of("io.postroom.bound-for");

    private static final String SPLIT_MARK = "-!";

    private final Mail mail;

    MailState(Mail mail) {
        this.mail = mail;
    }

    Labels labels() {
        return Labels.parse(strings(LABELS));
    }

    void addLabels(Labels labels) {
        set(LABELS, AttributeValue.of(values(labels().with(labels).texts())));
    }

    /**
     * The name James gave the mail when it came in. James adds {@code -!} and random characters where a matcher splits a mail, and others
     * when it is processed again, so what follows the mark does not count.
     */
    String origin() {
        return AttributeUtils.getValueAndCastFromMail(mail, ORIGIN, String.class)
                .orElseGet(() -> {
                    String name = mail.getName();
                    int split = name.indexOf(SPLIT_MARK);
                    String origin = DeliveryTrace.origin(split < 0 ? name : name.substring(0, split));
                    set(ORIGIN, AttributeValue.of(origin));
                    return origin;
                });
    }

    /** The message that the mail carries out; empty if it is none that was sent over the API. */
    Optional<MessageRef> outgoing() {
        List<String> parts = strings(OUTGOING);
        return parts.isEmpty() ? Optional.empty() : Optional.of(OutgoingMark.read(parts));
    }

    /** Empty for mail that is not {@link #outgoing}. */
    Optional<Passage> passage() {
        List<String> parts = strings(PASSAGE);
        return parts.isEmpty() ? Optional.empty() : Optional.of(Passage.read(parts));
    }

    /** Makes it a mail that carries out no message of ours. */
    void forgetOutgoing() {
        mail.removeAttribute(OUTGOING);
        mail.removeAttribute(PASSAGE);
        mail.removeAttribute(BOUND_FOR);
        mail.removeAttribute(ORGANIZATION);
    }

    List<String> boundFor() {
        return strings(BOUND_FOR);
    }

    void setBoundFor(List<String> recipients) {
        set(BOUND_FOR, AttributeValue.of(values(recipients)));
    }

    boolean isDuplicateFor(InboxId inbox) {
        return strings(DUPLICATE_FOR).contains(inbox.value());
    }

    void markDuplicateFor(InboxId inbox) {
        setNamed(DUPLICATE_FOR, inbox, true);
    }

    boolean isBlockedFor(InboxId inbox) {
        return strings(BLOCKED_FOR).contains(inbox.value());
    }

    void setBlockedFor(InboxId inbox, boolean blocked) {
        setNamed(BLOCKED_FOR, inbox, blocked);
    }

    /** Whether one of the attributes that collect inboxes has this one. */
    boolean isNamed(AttributeName attribute, InboxId inbox) {
        return strings(attribute).contains(inbox.value());
    }

    void setNamed(AttributeName attribute, InboxId inbox, boolean named) {
        List<String> inboxes = new ArrayList<>(strings(attribute));
        if (inboxes.contains(inbox.value()) != named) {
            if (named) {
                inboxes.add(inbox.value());
            } else {
                inboxes.remove(inbox.value());
            }
            set(attribute, AttributeValue.of(values(inboxes)));
        }
    }

    /** What {@link DeliverToInbox} has stored; empty if it has not come to this inbox. */
    Optional<Receiver.Stored> stored(InboxId inbox) {
        return Optional.ofNullable(storedParts().get(inbox.value())).map(value -> {
            List<String> parts = strings(value);
            Claim claim = new Claim(
                    inbox,
                    new MessageId(parts.get(0)),
                    new Digest(parts.get(1)),
                    Instant.ofEpochMilli(Long.parseLong(parts.get(2))),
                    Optional.of(new MailboxMessageId(parts.get(3))));
            return new Receiver.Stored(claim, Boolean.parseBoolean(parts.get(4)));
        });
    }

    void setStored(Receiver.Stored known) {
        Claim claim = known.claim();
        Map<String, AttributeValue<?>> stored = new LinkedHashMap<>(storedParts());
        List<String> parts = List.of(
                claim.message().value(),
                claim.digest().hex(),
                Long.toString(claim.timestamp().toEpochMilli()),
                claim.mailboxId().orElseThrow().value(),
                Boolean.toString(known.first()));
        stored.put(claim.inbox().value(), AttributeValue.of(values(parts)));
        set(STORED, AttributeValue.of(stored));
    }

    int outages() {
        return AttributeUtils.getValueAndCastFromMail(mail, OUTAGES, Integer.class)
                .orElse(0);
    }

    void setOutages(int outages) {
        set(OUTAGES, AttributeValue.of(outages));
    }

    boolean isFromOutside() {
        return AttributeUtils.getValueAndCastFromMail(mail, FROM_OUTSIDE, Boolean.class)
                .orElse(false);
    }

    void setFromOutside(boolean fromOutside) {
        set(FROM_OUTSIDE, AttributeValue.of(fromOutside));
    }

    boolean isSigned() {
        return AttributeUtils.getValueAndCastFromMail(mail, SIGNED, Boolean.class)
                .orElse(false);
    }

    void setSigned() {
        set(SIGNED, AttributeValue.of(true));
    }

    private Map<String, AttributeValue<?>> storedParts() {
        Map<String, AttributeValue<?>> parts = new LinkedHashMap<>();
        AttributeUtils.getValueAndCastFromMail(mail, STORED, Map.class)
                .ifPresent(map -> ((Map<?, ?>) map).forEach((inbox, value) -> {
                    if (inbox instanceof String name && value instanceof AttributeValue<?> known) {
                        parts.put(name, known);
                    }
                }));
        return parts;
    }

    private List<String> strings(AttributeName name) {
        return mail.getAttribute(name)
                .map(Attribute::getValue)
                .map(MailState::strings)
                .orElse(List.of());
    }

    private static List<String> strings(AttributeValue<?> value) {
        return value.value() instanceof Collection<?> elements
                ? elements.stream()
                        .filter(AttributeValue.class::isInstance)
                        .map(element -> String.valueOf(((AttributeValue<?>) element).value()))
                        .toList()
                : List.of();
    }

    private static Collection<AttributeValue<?>> values(List<String> texts) {
        Collection<AttributeValue<?>> values = new ArrayList<>();
        texts.forEach(text -> values.add(AttributeValue.of(text)));
        return values;
    }

    private void set(AttributeName name, AttributeValue<?> value) {
        mail.setAttribute(new Attribute(name, value));
    }
}
