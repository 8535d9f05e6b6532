/**
 * What can be read out of the texts of a message: the part that is new in a reply, one-time codes, confirmation links. Everything here takes time
 * in proportion to the text, whatever is in it, and knows nothing of mail formats or HTML.
 */
@NullMarked
package io.postroom.core.extract;

import org.jspecify.annotations.NullMarked;
