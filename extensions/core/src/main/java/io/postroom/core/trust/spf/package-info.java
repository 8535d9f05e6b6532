/** Sender Policy Framework, RFC 7208. */
@NullMarked
package io.postroom.core.trust.spf;

import org.jspecify.annotations.NullMarked;
