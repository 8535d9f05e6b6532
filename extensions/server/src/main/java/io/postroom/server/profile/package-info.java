/** The fixed list of Guice modules that each profile is. */
@NullMarked
package io.postroom.server.profile;

import org.jspecify.annotations.NullMarked;
