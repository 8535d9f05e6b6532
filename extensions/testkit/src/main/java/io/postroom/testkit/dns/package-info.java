/** A name server for tests. */
@NullMarked
package io.postroom.testkit.dns;

import org.jspecify.annotations.NullMarked;
