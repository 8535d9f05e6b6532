/** Core's stores in tables of Cassandra. */
@NullMarked
package io.postroom.store.cassandra;

import org.jspecify.annotations.NullMarked;
