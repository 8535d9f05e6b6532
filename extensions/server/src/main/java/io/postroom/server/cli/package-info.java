/** The commands of {@code bin/postroom}. */
@NullMarked
package io.postroom.server.cli;

import org.jspecify.annotations.NullMarked;
