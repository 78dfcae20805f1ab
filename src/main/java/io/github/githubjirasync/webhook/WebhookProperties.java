package io.github.githubjirasync.webhook;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the webhook endpoints accept.
 *
 * @param maxBodySize the largest body that is read; a larger one gets a 413. Neither
 * upstream sends more than the default
 * @param github how GitHub's deliveries are verified
 * @param jira how Jira's deliveries are verified
 */
@ConfigurationProperties("github-jira-sync.webhook")
record WebhookProperties(@DefaultValue("25MB") DataSize maxBodySize, @DefaultValue GitHub github,
		@DefaultValue Jira jira) {

	private static final DataSize LARGEST = DataSize.ofMegabytes(256);

	WebhookProperties {
		if (maxBodySize.toBytes() < 1 || maxBodySize.compareTo(LARGEST) > 0) {
			throw new IllegalArgumentException(
					"github-jira-sync.webhook.max-body-size is between 1B and 256MB, got " + maxBodySize);
		}
	}

	/**
	 * How GitHub's deliveries are verified.
	 *
	 * @param secrets the webhook secrets, any of which may sign a delivery, so that they
	 * can be changed one hook at a time; none refuses every delivery of GitHub
	 */
	record GitHub(@DefaultValue List<String> secrets) {

		@Override
		public String toString() {
			return "GitHub[" + this.secrets.size() + " secrets]";
		}

	}

	/**
	 * How Jira's deliveries are verified. Without any secret of either kind every
	 * delivery of Jira is refused.
	 *
	 * @param secrets the webhook secrets, any of which may sign a delivery
	 * @param urlSecrets for Jira Server and older Data Center, which do not sign: each
	 * opens {@code POST /webhooks/jira/<secret>}; 16 to 128 letters, digits and
	 * {@code - . _ ~}
	 */
	record Jira(@DefaultValue List<String> secrets, @DefaultValue List<String> urlSecrets) {

		@Override
		public String toString() {
			return "Jira[" + this.secrets.size() + " secrets, " + this.urlSecrets.size() + " URL secrets]";
		}

	}

}
