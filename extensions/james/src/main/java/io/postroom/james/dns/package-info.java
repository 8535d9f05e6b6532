/** What DNS says, asked through James. */
@NullMarked
package io.postroom.james.dns;

import org.jspecify.annotations.NullMarked;
