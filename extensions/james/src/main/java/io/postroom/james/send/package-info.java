/** Mail on its way out: written as MIME, put into James' queue. */
@NullMarked
package io.postroom.james.send;

import org.jspecify.annotations.NullMarked;
