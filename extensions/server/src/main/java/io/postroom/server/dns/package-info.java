/** Which servers are asked about names. */
@NullMarked
package io.postroom.server.dns;

import org.jspecify.annotations.NullMarked;
