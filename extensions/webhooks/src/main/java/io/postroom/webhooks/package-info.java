/** Webhooks: signed, recorded before they are sent, tried again until they are answered. */
@NullMarked
package io.postroom.webhooks;

import org.jspecify.annotations.NullMarked;
