/** Raw messages taken apart (RFC 5322, RFC 2045): linear in their size whatever is in them, and never an exception for bad input. */
@NullMarked
package io.postroom.james.mime;

import org.jspecify.annotations.NullMarked;
