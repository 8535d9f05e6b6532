/** What delivery writes on top of a message, and what of others must not look like it. */
@NullMarked
package io.postroom.core.trace;

import org.jspecify.annotations.NullMarked;
