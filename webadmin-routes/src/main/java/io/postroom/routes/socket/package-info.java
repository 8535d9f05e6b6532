/** The WebSocket of {@code /v0}: events as they happen, and those that were missed. */
@NullMarked
package io.postroom.routes.socket;

import org.jspecify.annotations.NullMarked;
