/** Mail in James' spool. */
@NullMarked
package io.postroom.james.spool;

import org.jspecify.annotations.NullMarked;
