package io.postroom.testkit;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Folder;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.RawMessage;
import io.postroom.core.message.StoredMail;
import io.postroom.core.receive.ContentDigest;
import io.postroom.core.secret.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The mail server's mailboxes in maps; a message's folder follows its labels. Thread-safe. */
public final class FakeMailboxes implements Mailboxes {
    private static final Comparator<MailboxMessageId> BY_AGE = Comparator.comparing(MailboxMessageId::value);

    private final Map<InboxId, Map<MailboxMessageId, StoredMail>> mails = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Outage outage = new Outage();
    private final AtomicInteger looks = new AtomicInteger();

    /** Lets calls fail as if the server were down. */
    public Outage outage() {
        return outage;
    }

    /** What is in an inbox, in the order it was stored. */
    public List<StoredMail> all(InboxId inbox) {
        return List.copyOf(mailsOf(inbox).values());
    }

    @Override
    public MailboxMessageId append(InboxId inbox, RawMessage raw, Labels labels, Instant at) {
        outage.check();
        MailboxMessageId id = new MailboxMessageId("fake-%08d".formatted(ids.incrementAndGet()));
        mailsOf(inbox).put(id, new StoredMail(id, labels, at, copyOf(raw)));
        return id;
    }

    private static RawMessage copyOf(RawMessage raw) {
        try (InputStream in = raw.open()) {
            return new TextMessage(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often a message was looked for. */
    public int looks() {
        return looks.get();
    }

    @Override
    public Optional<StoredMail> find(InboxId inbox, MailboxMessageId id) {
        looks.incrementAndGet();
        outage.check();
        return Optional.ofNullable(mailsOf(inbox).get(id));
    }

    @Override
    public Optional<MailboxMessageId> search(InboxId inbox, Digest digest, Instant since) {
        outage.check();
        return mailsOf(inbox).values().stream()
                .filter(mail -> !mail.receivedAt().isBefore(since))
                .filter(mail -> ContentDigest.of(mail.raw()).equals(digest))
                .map(StoredMail::id)
                .findFirst();
    }

    @Override
    public void setLabels(InboxId inbox, List<MailboxMessageId> ids, Labels labels) {
        outage.check();
        for (MailboxMessageId id : ids) {
            mailsOf(inbox)
                    .computeIfPresent(id, (same, mail) -> new StoredMail(same, labels, mail.receivedAt(), mail.raw()));
        }
    }

    @Override
    public void delete(InboxId inbox, List<MailboxMessageId> ids) {
        outage.check();
        ids.forEach(mailsOf(inbox)::remove);
    }

    @Override
    public List<MailboxMessageId> drafts(InboxId inbox) {
        outage.check();
        return mailsOf(inbox).values().stream()
                .filter(mail -> mail.labels().contains(Label.DRAFT))
                .map(StoredMail::id)
                .toList();
    }

    @Override
    public void forEach(InboxId inbox, Consumer<StoredMail> visitor) {
        outage.check();
        Stream.of(Folder.values())
                .flatMap(folder -> mailsOf(inbox).values().stream()
                        .filter(mail -> Folder.of(mail.labels()) == folder)
                        .sorted(Comparator.comparing(StoredMail::receivedAt)))
                .filter(mail -> !mail.labels().contains(Label.DRAFT))
                .forEach(visitor);
    }

    private Map<MailboxMessageId, StoredMail> mailsOf(InboxId inbox) {
        return mails.computeIfAbsent(inbox, id -> new ConcurrentSkipListMap<>(BY_AGE));
    }
}
