/** The dialect {@code /v0}: one class of routes for each resource. */
@NullMarked
package io.postroom.routes.v0;

import org.jspecify.annotations.NullMarked;
