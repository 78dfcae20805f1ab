package io.github.githubjirasync.sync;

import io.github.githubjirasync.issue.DeliveryId;

/**
 * One verified webhook POST.
 *
 * @param origin who sent it
 * @param id its identity, the same when it is delivered again
 * @param event the sender's name for what happened, such as {@code issues.opened}
 */
public record Delivery(Origin origin, DeliveryId id, String event) {
}
