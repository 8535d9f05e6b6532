/** Which implementation of core's stores a profile has. */
@NullMarked
package io.postroom.server.store;

import org.jspecify.annotations.NullMarked;
