package io.github.githubjirasync.github;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/**
 * The GitHub App to act as, in the place of a token.
 *
 * @param id its App id or client id; with it, the App is what is used
 * @param privateKey its private key, PEM, PKCS#1 or PKCS#8
 * @param privateKeyFile a file that holds the private key
 * @param installation the id of the one installation for all calls; without it, it is
 * found by the owner of each repository
 */
@ConfigurationProperties("github-jira-sync.github.app")
record GitHubAppProperties(@Nullable String id, @Nullable String privateKey, @Nullable Path privateKeyFile,
		@Nullable Long installation) {

	GitHubAppProperties {
		id = (id != null && StringUtils.hasText(id)) ? id.strip() : null;
		if (id != null && !id.matches("[\\w.-]+")) {
			throw new IllegalArgumentException("github-jira-sync.github.app.id is no App id or client id");
		}
	}

	AppKey key() {
		if (this.privateKey != null && StringUtils.hasText(this.privateKey)) {
			return AppKey.read(this.privateKey);
		}
		if (this.privateKeyFile == null) {
			throw new IllegalArgumentException(
					"Set github-jira-sync.github.app.private-key or github-jira-sync.github.app.private-key-file");
		}
		try {
			return AppKey.read(Files.readString(this.privateKeyFile));
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(
					"github-jira-sync.github.app.private-key-file cannot be read: " + this.privateKeyFile, ex);
		}
	}

	@Override
	public String toString() {
		return "GitHub App " + this.id;
	}

}
