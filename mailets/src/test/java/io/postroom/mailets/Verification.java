package io.postroom.mailets;

import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventSignal;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.list.ListRules;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.policy.OwnDomains;
import io.postroom.core.receive.IdempotencyStore;
import io.postroom.core.receive.MessageOutlines;
import io.postroom.core.receive.SpooledOctets;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.send.Letters;
import io.postroom.core.send.RefusedRecipients;
import io.postroom.core.thread.MessageLabels;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.verify.ChallengeMail;
import io.postroom.core.verify.ChallengeTokens;
import io.postroom.core.verify.Challenges;
import io.postroom.core.verify.Confirmations;
import io.postroom.core.verify.KnownSenders;
import io.postroom.core.verify.SenderStore;
import io.postroom.core.verify.SenderVerification;
import io.postroom.core.verify.VerificationSettings;
import io.postroom.store.memory.MemoryIdempotencyStore;
import io.postroom.store.memory.MemorySenderStore;
import io.postroom.testkit.FakeNotices;
import io.postroom.testkit.PlainComposer;
import javax.mail.internet.MimeMessage;

/** How senders are verified in a {@link Mailroom}. */
final class Verification {
    private static final VerificationSettings ON = new VerificationSettings(true, true, true, 20);

    final MemorySenderStore senders = new MemorySenderStore();
    final FakeNotices notices = new FakeNotices();
    final SenderFollowUp followUp;
    private final Confirmations confirmations;
    private final SenderVerification verification;

    Verification(
            Mailroom room,
            ListRules rules,
            RefusedRecipients refused,
            OwnDomains own,
            KeyedLocks locks,
            EventSignal signal) {
        KnownSenders known = new KnownSenders(room.crashes.wrap(SenderStore.class, senders));
        ChallengeTokens tokens = new ChallengeTokens(new MasterKey(new byte[MasterKey.OCTETS]), room.clock);
        MessageLabels labels = new MessageLabels(
                room.crashes.wrap(MessageStore.class, room.messages),
                room.crashes.wrap(Mailboxes.class, room.mailboxes),
                locks,
                room.clock);
        EventLog log = room.crashes.wrap(EventLog.class, room.log);
        confirmations = new Confirmations(ON, known, tokens, room.inboxes, labels, log, signal, room.clock);
        verification = new SenderVerification(ON, known, rules);
        ChallengeMail mail = new ChallengeMail(
                new Letters(new PlainComposer(), 1 << 20), notices, token -> "https://mail.example/verify/" + token);
        IdempotencyStore daily = room.crashes.wrap(IdempotencyStore.class, new MemoryIdempotencyStore(room.clock));
        followUp = new SenderFollowUp(
                known, new Challenges(new Challenges.Parts(ON, known, daily, refused, own, tokens, mail), room.clock));
    }

    RecogniseSender mailet(MessageOutlines outlines, SpooledOctets<MimeMessage> octets, InboxStore inboxes) {
        return new RecogniseSender(outlines, octets, confirmations, verification, inboxes);
    }
}
