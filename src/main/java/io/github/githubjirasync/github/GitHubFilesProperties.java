package io.github.githubjirasync.github;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where GitHub keeps the files that texts show, for links with
 * {@code attachments.upload}. They are read over HTTPS, without credentials, and from
 * nowhere else than here and GitHub's own pages.
 *
 * @param hosts hosts whose files may stand in texts; of an Enterprise Server with
 * subdomain isolation {@code media.host}
 * @param redirectHosts hosts to which GitHub redirects for the content of a file
 * @param maxSize largest file that is copied, up to 100 MB; an instance holds one for
 * each job that copies
 * @param timeout longest time for reading all files of one text, up to 5 min
 */
@ConfigurationProperties("github-jira-sync.github.files")
record GitHubFilesProperties(@DefaultValue("user-images.githubusercontent.com") List<String> hosts, @DefaultValue( {
		"private-user-images.githubusercontent.com", "objects.githubusercontent.com",
		"github-production-user-asset-6210df.s3.amazonaws.com",
		"github-production-repository-file-5c1aeb.s3.amazonaws.com" }) List<String> redirectHosts,
		@DefaultValue("10MB") DataSize maxSize, @DefaultValue("30s") Duration timeout){

	private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

	GitHubFilesProperties {
		hosts = checked("hosts", hosts);
		redirectHosts = checked("redirect-hosts", redirectHosts);
		if (maxSize.toBytes() < 1 || maxSize.toMegabytes() > 100) {
			throw new IllegalArgumentException(
					"github-jira-sync.github.files.max-size must be 1 B to 100 MB, got " + maxSize);
		}
		if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
			throw new IllegalArgumentException(
					"github-jira-sync.github.files.timeout must be above zero and at most 5 min, got " + timeout);
		}
	}

	private static List<String> checked(String key, List<String> hosts) {
		for (String host : hosts) {
			if (!HOST.matcher(host).matches()) {
				throw new IllegalArgumentException("github-jira-sync.github.files." + key + ": '" + host
						+ "' is not the name of a host, such as user-images.githubusercontent.com");
			}
		}
		return List.copyOf(hosts);
	}

	static URI origin(String host) {
		return URI.create("https://" + host);
	}

}
