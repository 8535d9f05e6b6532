/** The page on which people confirm that they wrote. */
@NullMarked
package io.postroom.routes.verify;

import org.jspecify.annotations.NullMarked;
