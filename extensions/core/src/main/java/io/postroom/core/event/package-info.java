/** What happened: the log that webhooks, sockets, search and metrics read. */
@NullMarked
package io.postroom.core.event;

import org.jspecify.annotations.NullMarked;
