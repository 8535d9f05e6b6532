/** Which senders an inbox can rely on: whom it knows, who has verified the address, and how somebody does. */
@NullMarked
package io.postroom.core.verify;

import org.jspecify.annotations.NullMarked;
