/** Mail that inboxes send: what is asked for, how it becomes one message, and what became of it. */
@NullMarked
package io.postroom.core.send;

import org.jspecify.annotations.NullMarked;
