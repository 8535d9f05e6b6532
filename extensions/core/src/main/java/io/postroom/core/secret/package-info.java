/** Secrets: made, sealed, signed and hashed. */
@NullMarked
package io.postroom.core.secret;

import org.jspecify.annotations.NullMarked;
