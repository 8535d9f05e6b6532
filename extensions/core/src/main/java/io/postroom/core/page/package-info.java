/** Lists in parts: what a caller asks for, what it gets, and the token between. */
@NullMarked
package io.postroom.core.page;

import org.jspecify.annotations.NullMarked;
