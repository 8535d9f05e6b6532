/** How much happened and how much there is, over time: sums of the log, and running totals. */
@NullMarked
package io.postroom.core.metric;

import org.jspecify.annotations.NullMarked;
