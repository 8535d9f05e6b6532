/** Domains that receive mail. */
@NullMarked
package io.postroom.core.domain;

import org.jspecify.annotations.NullMarked;
