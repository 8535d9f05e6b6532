/** Core's stores in maps of this process: gone when it ends. */
@NullMarked
package io.postroom.store.memory;

import org.jspecify.annotations.NullMarked;
