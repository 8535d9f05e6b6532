package io.postroom.server.numbering;

import org.apache.james.mailbox.model.MailboxId;
import reactor.core.publisher.Mono;

/** Keeps, for each mailbox, the last number that was ever reserved. A store that is away shows as an error of the driver. */
interface NumberTable {
    /** The last number reserved; the one before the first if none was. */
    Mono<Long> last(MailboxId mailbox);

    /** Reserves {@code count} numbers; durable once they are given. No two callers get the same, in any process. */
    Mono<NumberRange> reserve(MailboxId mailbox, int count);

    /** Makes the last number reserved what it was before {@code unused} was; nothing happens if more was reserved since. */
    Mono<Void> giveBack(MailboxId mailbox, NumberRange unused);
}
