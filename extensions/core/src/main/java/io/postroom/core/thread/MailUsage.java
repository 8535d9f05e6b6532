package io.postroom.core.thread;

/**
 * How much mail there is in an inbox.
 *
 * @param octets of the messages together
 */
public record MailUsage(long messages, long octets, long threads) {}
