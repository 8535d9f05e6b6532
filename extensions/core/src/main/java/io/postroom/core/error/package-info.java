/** What can go wrong for a caller, in words that every dialect of the API maps to its own. */
@NullMarked
package io.postroom.core.error;

import org.jspecify.annotations.NullMarked;
