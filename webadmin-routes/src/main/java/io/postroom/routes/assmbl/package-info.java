/** Assmbl's dialect, at the root: the key is the agent, which has one inbox. */
@NullMarked
package io.postroom.routes.assmbl;

import org.jspecify.annotations.NullMarked;
