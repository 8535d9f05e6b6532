/** The search port in an embedded Lucene index. */
@NullMarked
package io.postroom.search.lucene;

import org.jspecify.annotations.NullMarked;
