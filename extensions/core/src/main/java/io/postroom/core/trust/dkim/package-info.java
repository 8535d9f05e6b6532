/** Signatures in the header of a message: DKIM (RFC 6376, 8301, 8463) and the chains of ARC (RFC 8617). */
@NullMarked
package io.postroom.core.trust.dkim;

import org.jspecify.annotations.NullMarked;
