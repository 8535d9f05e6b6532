/** How the server process starts, what it writes into its data directory, and how it ends. */
@NullMarked
package io.postroom.server.launch;

import org.jspecify.annotations.NullMarked;
