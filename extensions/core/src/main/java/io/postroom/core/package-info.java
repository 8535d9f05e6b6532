/** The domain of Postroom: one package per feature, named in the words of the API. */
@NullMarked
package io.postroom.core;

import org.jspecify.annotations.NullMarked;
