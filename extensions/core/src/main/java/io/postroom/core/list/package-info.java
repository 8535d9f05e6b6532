/** To whom organisations do not send: addresses that mail did not reach, or whose owners complained. */
@NullMarked
package io.postroom.core.list;

import org.jspecify.annotations.NullMarked;
