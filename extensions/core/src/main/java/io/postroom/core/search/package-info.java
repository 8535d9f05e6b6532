/** Search in mail: what a query means, the index, what keeps it true to the rows, and what callers find. */
@NullMarked
package io.postroom.core.search;

import org.jspecify.annotations.NullMarked;
