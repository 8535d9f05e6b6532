package io.postroom.server.backend;

import java.net.InetSocketAddress;

/** Where the Cassandra node of this process takes CQL. */
public record CassandraAddress(InetSocketAddress socket) {}
