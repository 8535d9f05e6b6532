/** Whether mail is accepted, and how the server stops. */
@NullMarked
package io.postroom.server.health;

import org.jspecify.annotations.NullMarked;
