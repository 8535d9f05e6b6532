/** How often something may be done. */
@NullMarked
package io.postroom.core.limit;

import org.jspecify.annotations.NullMarked;
