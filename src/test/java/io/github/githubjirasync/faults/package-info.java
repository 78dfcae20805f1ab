/**
 * Shows that no fault loses a job or completes one twice: real worker processes and a
 * real Redis are killed, stopped and cut off, and ledgers kept outside Redis say what
 * happened.
 */
@NullMarked
package io.github.githubjirasync.faults;

import org.jspecify.annotations.NullMarked;
