package io.postroom.core.send;

import java.time.Duration;

/**
 * A message to be sent; to forward one, what goes on top of it.
 *
 * @param delay how long it waits before it leaves and can be cancelled, at most {@link Sending#MAX_DELAY}
 */
public record SendMessage(Addressees addressees, Content content, Duration delay) {
    /** A message that leaves at once. */
    public SendMessage(Addressees addressees, Content content) {
        this(addressees, content, Duration.ZERO);
    }
}
