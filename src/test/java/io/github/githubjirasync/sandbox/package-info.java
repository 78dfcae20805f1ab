/**
 * The sandbox: a simulated GitHub and a simulated Jira that keep state, answer in the
 * real REST shapes, send signed webhooks and show faults on demand. No Spring component
 * lives here.
 */
@NullMarked
package io.github.githubjirasync.sandbox;

import org.jspecify.annotations.NullMarked;
