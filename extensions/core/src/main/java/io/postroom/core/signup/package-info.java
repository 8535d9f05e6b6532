/** Agents that sign up by themselves, and the people who vouch for them with a code. */
@NullMarked
package io.postroom.core.signup;

import org.jspecify.annotations.NullMarked;
