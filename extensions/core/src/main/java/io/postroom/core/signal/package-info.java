/** What a careful reader would want to know of a message before acting on it: told as data, with its place and its amount, and without a score. */
@NullMarked
package io.postroom.core.signal;

import org.jspecify.annotations.NullMarked;
