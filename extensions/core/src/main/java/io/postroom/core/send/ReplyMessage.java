package io.postroom.core.send;

/**
 * An answer to a message.
 *
 * @param recipients instead of whoever sent the message; empty lists to answer the sender
 * @param all whether everybody who got the message gets the answer; then there are no recipients of its own
 */
public record ReplyMessage(Addressees recipients, boolean all, Content content) {}
