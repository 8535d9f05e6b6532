package io.postroom.routes.v0;

import io.postroom.core.account.MailDomain;
import io.postroom.core.policy.OwnDomains;
import io.postroom.core.thread.MessageLabels;
import io.postroom.core.verify.ChallengeMail;
import io.postroom.core.verify.ChallengeTokens;
import io.postroom.core.verify.Challenges;
import io.postroom.core.verify.Confirmations;
import io.postroom.core.verify.KnownSenders;
import io.postroom.core.verify.VerificationSettings;
import io.postroom.core.verify.VerifiedSenders;
import io.postroom.store.memory.MemoryIdempotencyStore;

/** How senders are verified in a {@link World}. */
public final class Verification {
    private static final VerificationSettings ON = new VerificationSettings(true, true, true, 20);

    public final Confirmations confirmations;
    public final VerifiedSenders senders;
    public final Challenges challenges;

    Verification(World world) {
        KnownSenders known = world.knownSenders;
        ChallengeTokens tokens = new ChallengeTokens(world.master, world.clock);
        MessageLabels labels = new MessageLabels(world.messageStore, world.mailboxes, world.locks, world.clock);
        confirmations = new Confirmations(
                ON, known, tokens, world.inboxStore, labels, world.eventLog, world.signal, world.clock);
        senders = new VerifiedSenders(world.inboxes, known, confirmations, world.clock);
        ChallengeMail mail =
                new ChallengeMail(world.letters, world.notices, token -> "http://127.0.0.1/verify/" + token);
        challenges = new Challenges(
                new Challenges.Parts(
                        ON,
                        known,
                        new MemoryIdempotencyStore(world.clock),
                        world.refused,
                        new OwnDomains(new MailDomain("agents.example"), world.domainStore),
                        tokens,
                        mail),
                world.clock);
    }
}
