/** The Cassandra node that the standalone profile starts beside itself. */
@NullMarked
package io.postroom.server.cassandra;

import org.jspecify.annotations.NullMarked;
