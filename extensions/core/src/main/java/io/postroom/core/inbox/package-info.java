/** Agents' mailboxes. */
@NullMarked
package io.postroom.core.inbox;

import org.jspecify.annotations.NullMarked;
