/** Whom to call when something happened, and what became of each call. */
@NullMarked
package io.postroom.core.webhook;

import org.jspecify.annotations.NullMarked;
