/** Who sent a message, by what can be proved: SPF, DKIM, DMARC and ARC, and the field that says so. */
@NullMarked
package io.postroom.core.trust;

import org.jspecify.annotations.NullMarked;
