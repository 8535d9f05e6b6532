/** The way of a message in: stored once, listed once, announced once. */
@NullMarked
package io.postroom.core.receive;

import org.jspecify.annotations.NullMarked;
