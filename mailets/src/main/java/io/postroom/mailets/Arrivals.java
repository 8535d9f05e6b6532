package io.postroom.mailets;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.RawMessage;
import io.postroom.core.receive.Arrival;
import io.postroom.core.secret.Digest;
import io.postroom.core.trace.Verdict;
import java.time.Instant;
import org.apache.mailet.Mail;

/** Says what a mail is for one of its inboxes: what is known of it, less what only concerns the others. */
final class Arrivals {
    private Arrivals() {}

    static Arrival of(Mail mail, InboxId inbox, RawMessage raw, Digest digest, Instant at) {
        MailState state = new MailState(mail);
        boolean duplicate = state.isDuplicateFor(inbox);
        Labels duplicated = duplicate ? Labels.of(Label.DUPLICATE) : Labels.NONE;
        Labels blocked = state.isBlockedFor(inbox) ? Labels.of(Label.BLOCKED) : Labels.NONE;
        Labels circling = state.isNamed(MailState.LOOP_FOR, inbox) ? Labels.of(Label.LOOP) : Labels.NONE;
        boolean unproved = state.verdict(inbox).has(Verdict.UNAUTHENTICATED);
        Labels unauthenticated = unproved ? Labels.of(Label.UNAUTHENTICATED) : Labels.NONE;
        Labels verified = state.verdict(inbox).has(Verdict.VERIFIED) ? Labels.of(Label.VERIFIED) : Labels.NONE;
        Labels labels = state.labels()
                .with(duplicated)
                .with(blocked)
                .with(circling)
                .with(unauthenticated)
                .with(verified);
        boolean told = !duplicate && !state.isNamed(MailState.UNTOLD_FOR, inbox);
        return new Arrival(state.origin(), raw, digest, labels, told, at);
    }
}
