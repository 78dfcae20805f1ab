package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.githubjirasync.upstream.Upstream;

/**
 * Signs and posts the webhooks of both upstreams, each with its own headers and rules.
 */
final class WebhookPost {

	static final int HOOK_ID = 1;

	/** What Jira Cloud retries, and how often (Atlassian, "Webhooks", 2026). */
	private static final Set<Integer> JIRA_RETRIES = Set.of(408, 409, 425, 429);

	private static final int JIRA_RETRY_LIMIT = 5;

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(2))
		.build();

	private final Duration timeout;

	private final Clock clock;

	WebhookPost(Duration timeout, Clock clock) {
		this.timeout = timeout;
		this.clock = clock;
	}

	SentWebhook attempt(SentWebhook webhook, URI service) {
		byte[] body = webhook.body().getBytes(StandardCharsets.UTF_8);
		Map<String, String> headers = headers(webhook, body);
		HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path(webhook)))
			.timeout(this.timeout)
			.POST(HttpRequest.BodyPublishers.ofByteArray(body));
		headers.forEach(request::header);
		long start = System.nanoTime();
		int status;
		String outcome;
		try {
			status = this.http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
			outcome = (status >= 200 && status < 300) ? "OK" : "Invalid HTTP Response: " + status;
		}
		catch (HttpTimeoutException ex) {
			status = 504;
			outcome = "timed out";
		}
		catch (IOException ex) {
			status = 502;
			outcome = "failed to connect to host";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			status = 502;
			outcome = "interrupted";
		}
		return webhook.tried(headers, status, outcome, this.clock.instant(),
				Duration.ofNanos(System.nanoTime() - start));
	}

	boolean retries(SentWebhook tried) {
		return tried.upstream() == Upstream.JIRA && tried.tries() <= JIRA_RETRY_LIMIT
				&& (tried.status() >= 500 || JIRA_RETRIES.contains(tried.status()));
	}

	private static String path(SentWebhook webhook) {
		return (webhook.upstream() == Upstream.GITHUB) ? "/webhooks/github" : "/webhooks/jira";
	}

	private static Map<String, String> headers(SentWebhook webhook, byte[] body) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Content-Type", "application/json");
		if (webhook.upstream() == Upstream.GITHUB) {
			headers.put("User-Agent", "GitHub-Hookshot/sandbox");
			headers.put("X-GitHub-Event", webhook.event());
			headers.put("X-GitHub-Delivery", webhook.deliveryId());
			headers.put("X-GitHub-Hook-ID", Integer.toString(HOOK_ID));
			headers.put("X-GitHub-Hook-Installation-Target-Type", "repository");
			headers.put("X-Hub-Signature-256", signature(SandboxOptions.GITHUB_SECRET, body));
		}
		else {
			headers.put("User-Agent", "Atlassian HttpClient sandbox");
			headers.put("X-Atlassian-Webhook-Identifier", webhook.deliveryId());
			headers.put("X-Hub-Signature", signature(SandboxOptions.JIRA_SECRET, body));
			if (webhook.tries() > 0) {
				headers.put("X-Atlassian-Webhook-Retry", Integer.toString(webhook.tries()));
			}
		}
		return headers;
	}

	static String signature(String secret, byte[] body) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
