/** Texts in forms that others take. */
@NullMarked
package io.postroom.core.text;

import org.jspecify.annotations.NullMarked;
