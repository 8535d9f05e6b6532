package io.postroom.core.send;

import io.postroom.core.message.MessageRef;
import io.postroom.core.message.RawMessage;
import java.util.List;

/**
 * The mail server's queue, as the way out. Thread-safe; calls block.
 */
public interface Outbox {
    /**
     * Hands a mail over for delivery to local and remote recipients; durable once this returns. An unreachable queue shows as an
     * {@link java.io.UncheckedIOException}: then the mail may have been taken or not.
     *
     * @param message what the mail is a copy of; the mail server keeps that with it
     * @param recipients mailboxes, each once
     * @param again whether the message may be put in again, after an attempt that was cut off: then each mail gets a name of its own, under
     *     {@link OutgoingMark#PASSAGE}, and one of them passes, see {@link Passages}
     */
    void put(MessageRef message, List<String> recipients, RawMessage raw, boolean again);
}
