/** James' Cassandra libraries bound to James' interfaces, one Guice module per concern: the durable half of the standalone profile. */
@NullMarked
package io.postroom.server.backend;

import org.jspecify.annotations.NullMarked;
