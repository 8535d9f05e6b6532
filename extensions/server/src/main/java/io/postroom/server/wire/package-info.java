/** What every port that others reach has in common: how much one address may ask of it. */
@NullMarked
package io.postroom.server.wire;

import org.jspecify.annotations.NullMarked;
