/** How the elements of an HTML page look, as far as that decides whether anybody sees the text in them: a small part of CSS, in bounded time. */
@NullMarked
package io.postroom.james.style;

import org.jspecify.annotations.NullMarked;
