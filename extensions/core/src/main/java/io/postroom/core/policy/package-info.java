/** What is done with mail whose sender is not proved, and what was refused. */
@NullMarked
package io.postroom.core.policy;

import org.jspecify.annotations.NullMarked;
