/** DMARC: is what was proved about the author, RFC 7489 and RFC 9989, which is to replace it ("DMARCbis"). */
@NullMarked
package io.postroom.core.trust.dmarc;

import org.jspecify.annotations.NullMarked;
