/** Postroom inside somebody else's James: what {@code extensions.properties} names. */
@NullMarked
package io.postroom.server.dropin;

import org.jspecify.annotations.NullMarked;
