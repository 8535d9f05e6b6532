package io.postroom.core.draft;

import io.postroom.core.account.ClientId;
import io.postroom.core.message.MessageId;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Content;
import java.time.Instant;
import java.util.Optional;

/**
 * What a caller says of a draft it wants.
 *
 * @param addressees of an answer: instead of whom the message asks to answer
 * @param answered the message that it answers
 * @param all whether everybody who got that message gets the answer
 * @param forwarded the message that it brings to others
 * @param sendAt empty to have it sent by nobody
 */
public record CreateDraft(
        Addressees addressees,
        Content content,
        Optional<MessageId> answered,
        boolean all,
        Optional<MessageId> forwarded,
        Optional<Instant> sendAt,
        Optional<ClientId> clientId) {}
