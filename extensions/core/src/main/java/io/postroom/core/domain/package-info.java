/** Domains of organisations, and the installation's own: what DNS is to say of them, whether it does, and the keys that sign their mail. */
@NullMarked
package io.postroom.core.domain;

import org.jspecify.annotations.NullMarked;
