/** The mail queue of the standalone profile: an ActiveMQ broker in this process that has a mail on disk before SMTP answers 250. */
@NullMarked
package io.postroom.server.queue;

import org.jspecify.annotations.NullMarked;
