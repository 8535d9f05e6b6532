package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventSignal;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.list.ListRules;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.policy.OwnDomains;
import io.postroom.core.receive.IdempotencyStore;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.send.Letters;
import io.postroom.core.send.Notices;
import io.postroom.core.send.RefusedRecipients;
import io.postroom.core.thread.MessageLabels;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.verify.ChallengeMail;
import io.postroom.core.verify.ChallengePage;
import io.postroom.core.verify.ChallengeTokens;
import io.postroom.core.verify.Challenges;
import io.postroom.core.verify.Confirmations;
import io.postroom.core.verify.KnownSenders;
import io.postroom.core.verify.SenderStore;
import io.postroom.core.verify.SenderVerification;
import io.postroom.core.verify.VerificationSettings;
import io.postroom.core.verify.VerifiedSenders;
import io.postroom.james.setting.Settings;
import java.time.Clock;

/** Which senders inboxes can rely on, and how somebody becomes one. */
final class VerificationModule extends AbstractModule {
    @Provides
    @Singleton
    VerificationSettings verificationSettings(Settings settings) {
        return new VerificationSettings(
                settings.bool("trust.verification.enabled"),
                settings.bool("trust.verification.correspondents"),
                settings.bool("trust.verification.challenge"),
                settings.integer("trust.verification.challenges-per-hour"));
    }

    @Provides
    @Singleton
    KnownSenders knownSenders(SenderStore store) {
        return new KnownSenders(store);
    }

    @Provides
    @Singleton
    SenderVerification senderVerification(VerificationSettings settings, KnownSenders known, ListRules lists) {
        return new SenderVerification(settings, known, lists);
    }

    @Provides
    @Singleton
    ChallengeTokens challengeTokens(MasterKey master, Clock clock) {
        return new ChallengeTokens(master, clock);
    }

    @Provides
    @Singleton
    Challenges challenges(
            VerificationSettings settings,
            KnownSenders known,
            IdempotencyStore daily,
            RefusedRecipients refused,
            OwnDomains own,
            ChallengeTokens tokens,
            Letters letters,
            Notices notices,
            ChallengePage page,
            Clock clock) {
        ChallengeMail mail = new ChallengeMail(letters, notices, page);
        return new Challenges(new Challenges.Parts(settings, known, daily, refused, own, tokens, mail), clock);
    }

    @Provides
    @Singleton
    Confirmations confirmations(
            VerificationSettings settings,
            KnownSenders known,
            ChallengeTokens tokens,
            InboxStore inboxes,
            MessageStore messages,
            Mailboxes mailboxes,
            KeyedLocks locks,
            EventLog log,
            EventSignal signal,
            Clock clock) {
        MessageLabels labels = new MessageLabels(messages, mailboxes, locks, clock);
        return new Confirmations(settings, known, tokens, inboxes, labels, log, signal, clock);
    }

    @Provides
    @Singleton
    VerifiedSenders verifiedSenders(Inboxes inboxes, KnownSenders known, Confirmations confirmations, Clock clock) {
        return new VerifiedSenders(inboxes, known, confirmations, clock);
    }
}
