package io.postroom.core.webhook;

/**
 * What makes a webhook a channel of a rule by which an inbox tells of its mail. One to people has a {@code mailto:} URL (RFC 6068), and they are
 * told by mail.
 *
 * @param place of the rule among those of the inbox, from 0
 */
public record MailNotice(NoticeRule rule, int place) {}
