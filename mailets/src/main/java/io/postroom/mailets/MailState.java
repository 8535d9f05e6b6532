package io.postroom.mailets;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Claim;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageRef;
import io.postroom.core.policy.SenderEvidence;
import io.postroom.core.receive.Receiver;
import io.postroom.core.secret.Digest;
import io.postroom.core.send.OutgoingMark;
import io.postroom.core.send.Passage;
import io.postroom.core.trace.DeliveryTrace;
import io.postroom.core.trace.Verdict;
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

    /** A collection of strings: what was found out about who sent the mail, see {@link SenderEvidence#write}. */
    static final AttributeName EVIDENCE = AttributeName.of(SenderEvidence.ATTRIBUTE);

    /** A map of inbox to a string: what was decided about the mail, see {@link Verdict#text}. */
    static final AttributeName VERDICTS = AttributeName.of("io.postroom.verdicts");

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

    /** Whether the mail is neither of an inbox nor of the server itself. */
    boolean isOfOthers() {
        return mail.getAttribute(Mail.SMTP_AUTH_USER).isEmpty()
                && mail.getAttribute(Submitter.JMAP_USER).isEmpty()
                && mail.getAttribute(OUTGOING).isEmpty()
                && (mail.getAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE.getName()).isEmpty() || isFromOutside());
    }

    /** Empty as long as nobody has looked. */
    Optional<SenderEvidence> evidence() {
        return SenderEvidence.read(strings(EVIDENCE));
    }

    void setEvidence(List<String> written) {
        set(EVIDENCE, AttributeValue.of(values(written)));
    }

    /** What was decided about the mail for this inbox. */
    Verdict verdict(InboxId inbox) {
        return Optional.ofNullable(map(VERDICTS).get(inbox.value()))
                .map(written -> Verdict.read(String.valueOf(written.value())))
                .orElse(Verdict.NONE);
    }

    void setVerdict(InboxId inbox, Verdict verdict) {
        Map<String, AttributeValue<?>> verdicts = map(VERDICTS);
        verdicts.put(inbox.value(), AttributeValue.of(verdict.text()));
        set(VERDICTS, AttributeValue.of(verdicts));
    }

    /** The lines on top of the mail as it goes into the mailbox of this inbox. */
    byte[] trace(InboxId inbox, Instant at) {
        String results = strings(EVIDENCE).stream().findFirst().orElse("");
        return DeliveryTrace.lines(mail.getMaybeSender().asString(""), origin(), at, results, verdict(inbox));
    }

    /** What {@link DeliverToInbox} has stored; empty if it has not come to this inbox. */
    Optional<Receiver.Stored> stored(InboxId inbox) {
        return Optional.ofNullable(map(STORED).get(inbox.value())).map(value -> {
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
        Map<String, AttributeValue<?>> stored = map(STORED);
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

    /** A new map. */
    private Map<String, AttributeValue<?>> map(AttributeName name) {
        Map<String, AttributeValue<?>> values = new LinkedHashMap<>();
        AttributeUtils.getValueAndCastFromMail(mail, name, Map.class)
                .ifPresent(map -> ((Map<?, ?>) map).forEach((key, value) -> {
                    if (key instanceof String text && value instanceof AttributeValue<?> known) {
                        values.put(text, known);
                    }
                }));
        return values;
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
