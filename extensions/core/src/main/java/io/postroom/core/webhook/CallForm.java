package io.postroom.core.webhook;

/** In which form a webhook is called: in whose words, and which proofs its calls carry beside those of Standard Webhooks. The constants' names are in stores. */
public enum CallForm {
    /** No others. */
    STANDARD,
    /** Also {@code X-Webhook-Signature}, as receivers made for InboxAI look for. */
    INBOX_AI,
    /** Also {@code X-AgentMail-Timestamp} and {@code X-AgentMail-Signature}; and mail that came in is told in the words of Assmbl. */
    ASSMBL
}
