package io.postroom.core.receive;

import io.postroom.core.message.Labels;
import io.postroom.core.message.RawMessage;
import io.postroom.core.secret.Digest;
import io.postroom.core.trace.DeliveryTrace;
import java.time.Instant;

/**
 * A message that has come in for an inbox.
 *
 * @param origin names this arrival; the same when its delivery is repeated after a crash; see {@link DeliveryTrace#origin}
 * @param raw with the {@link DeliveryTrace} on top
 * @param digest see {@link ContentDigest}
 * @param labels what is known of it: {@code received}, {@code unread} and the kinds of automatic mail
 * @param announced whether anybody is to be told of it
 * @param at when it came in
 */
public record Arrival(String origin, RawMessage raw, Digest digest, Labels labels, boolean announced, Instant at) {}
