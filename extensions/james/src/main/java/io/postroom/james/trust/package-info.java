/** Who sent a message, found out with what James has. */
@NullMarked
package io.postroom.james.trust;

import org.jspecify.annotations.NullMarked;
