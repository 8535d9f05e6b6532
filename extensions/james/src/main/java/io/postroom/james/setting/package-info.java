/** The values an operator chooses: one file of keys, each documented where its default stands. */
@NullMarked
package io.postroom.james.setting;

import org.jspecify.annotations.NullMarked;
