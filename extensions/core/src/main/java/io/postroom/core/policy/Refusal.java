package io.postroom.core.policy;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.page.PageKey;
import io.postroom.core.secret.Digest;
import java.time.Duration;
import java.time.Instant;

/**
 * Mail that did not come in.
 *
 * @param id the same for the same mail, inbox and time, so that it can be noted again
 * @param attempt who it was
 * @param detail the reason in words
 * @param omitted how many refusals of the organisation before this one were counted only, as there were too many
 * @param at in milliseconds precision
 */
public record Refusal(
        String id,
        OrganizationId organization,
        PodId pod,
        InboxId inbox,
        Attempt attempt,
        RefusalReason reason,
        String detail,
        int omitted,
        Instant at) {
    /** How long it is kept. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final String PREFIX = "ref_";
    private static final int DIGITS = 32;

    public Refusal {
        at = Instant.ofEpochMilli(at.toEpochMilli());
        detail = Attempt.plain(detail);
    }

    /** @param origin names the mail, or the attempt to hand one in */
    public static Refusal of(
            String origin, Inbox inbox, Attempt attempt, RefusalReason reason, String detail, Instant at) {
        Instant time = Instant.ofEpochMilli(at.toEpochMilli());
        String unique = Digest.sha256("refusal", origin, inbox.id().value(), reason.wireName(), time.toString())
                .hex()
                .substring(0, DIGITS);
        return new Refusal(
                PREFIX + unique, inbox.organization(), inbox.pod(), inbox.id(), attempt, reason, detail, 0, time);
    }

    Refusal withOmitted(int others) {
        return new Refusal(id, organization, pod, inbox, attempt, reason, detail, others, at);
    }

    /** Its place in lists. */
    public PageKey place() {
        return new PageKey(at, id);
    }
}
