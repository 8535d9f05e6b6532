/** What is kept in memory and may be forgotten. */
@NullMarked
package io.postroom.core.cache;

import org.jspecify.annotations.NullMarked;
