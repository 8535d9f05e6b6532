/** What the operator says to us, in James' WebAdmin and behind its authentication. */
@NullMarked
package io.postroom.routes.operator;

import org.jspecify.annotations.NullMarked;
