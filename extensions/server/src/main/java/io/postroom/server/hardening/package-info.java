/** Bounds where James 3.8.1 has none, for holes that later releases of it closed. */
@NullMarked
package io.postroom.server.hardening;

import org.jspecify.annotations.NullMarked;
