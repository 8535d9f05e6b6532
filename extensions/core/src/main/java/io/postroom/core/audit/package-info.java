/** Which labels messages got and lost after they came, and when. */
@NullMarked
package io.postroom.core.audit;

import org.jspecify.annotations.NullMarked;
