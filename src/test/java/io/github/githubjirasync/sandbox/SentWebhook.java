package io.github.githubjirasync.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.githubjirasync.upstream.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that an upstream sent, or is about to send.
 *
 * @param number counts the webhooks of an upstream; a redelivery has a number of its own
 * @param upstream the sender
 * @param deliveryId the sender's id, the same on redelivery
 * @param event the event, such as {@code issues} or {@code jira:issue_created}
 * @param action GitHub's action
 * @param scope the repository or the project key that it is about
 * @param body the signed body
 * @param redelivery whether it was sent before under another number
 * @param headers the headers of the latest try
 * @param tries how often it was tried
 * @param status the HTTP status of the latest try; 0 before it, 502 without a connection,
 * 504 without an answer
 * @param outcome {@code held}, {@code waiting}, {@code OK} or what went wrong
 * @param at when it was made, after that when it was tried last
 * @param took how long the latest try took
 */
public record SentWebhook(long number, Upstream upstream, String deliveryId, String event, @Nullable String action,
		String scope, String body, boolean redelivery, Map<String, String> headers, int tries, int status,
		String outcome, Instant at, Duration took) {

	/**
	 * Whether the receiver took it.
	 * @return whether the latest try was answered with 2xx
	 */
	public boolean ok() {
		return this.status >= 200 && this.status < 300;
	}

	/**
	 * Whether there is nothing more to be done by itself.
	 * @return whether it was neither held nor waits for a try
	 */
	public boolean settled() {
		return !this.outcome.equals(Webhooks.HELD) && !this.outcome.equals(Webhooks.WAITING);
	}

	String fullEvent() {
		return (this.action != null) ? this.event + "." + this.action : this.event;
	}

	SentWebhook waiting(String why) {
		return new SentWebhook(this.number, this.upstream, this.deliveryId, this.event, this.action, this.scope,
				this.body, this.redelivery, this.headers, this.tries, this.status, why, this.at, this.took);
	}

	SentWebhook tried(Map<String, String> sentHeaders, int newStatus, String newOutcome, Instant when,
			Duration duration) {
		return new SentWebhook(this.number, this.upstream, this.deliveryId, this.event, this.action, this.scope,
				this.body, this.redelivery, sentHeaders, this.tries + 1, newStatus, newOutcome, when, duration);
	}

}
