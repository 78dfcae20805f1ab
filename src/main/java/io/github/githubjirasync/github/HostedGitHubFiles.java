package io.github.githubjirasync.github;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.githubjirasync.upstream.Downloads;
import io.github.githubjirasync.upstream.HttpSettings;
import io.github.githubjirasync.upstream.UpstreamHttp;

/**
 * Reads files from GitHub's own pages and from the hosts that it keeps files on.
 */
final class HostedGitHubFiles implements GitHubFiles {

	private static final int LONGEST_URL = 1000;

	/** Below GitHub's own pages: uploads of today, of 2023, of an Enterprise Server. */
	private static final Pattern PATH = Pattern.compile("/user-attachments/(assets|files)/[\\w./%~+-]+"
			+ "|/[\\w.-]+/[\\w.-]+/(assets|files)/\\d+/[\\w./%~+-]+|/storage/user/\\d+/files/[\\w./%~+-]+");

	private static final Pattern ANY_PATH = Pattern.compile("/[\\w./%~+-]+");

	private final Downloads downloads;

	private final GitHubFilesProperties properties;

	private final URI pages;

	private final List<URI> hosts;

	HostedGitHubFiles(UpstreamHttp http, HttpSettings github, GitHubFilesProperties properties) {
		this.properties = properties;
		this.pages = pages(github.baseUrl());
		this.hosts = properties.hosts().stream().map(GitHubFilesProperties::origin).toList();
		List<URI> all = new ArrayList<>(Stream
			.concat(this.hosts.stream(), properties.redirectHosts().stream().map(GitHubFilesProperties::origin))
			.toList());
		all.add(this.pages);
		this.downloads = http.downloads(new HttpSettings(this.pages, github.connectTimeout(), github.responseTimeout(),
				github.maxConnections(), properties.maxSize(), github.sslBundle()), all);
	}

	/** Where GitHub's pages are, from the address of its API. */
	static URI pages(URI api) {
		String host = api.getHost();
		boolean cloud = (api.getRawPath() == null || api.getRawPath().isEmpty()) && host.startsWith("api.");
		String port = (api.getPort() != -1) ? ":" + api.getPort() : "";
		return URI.create(api.getScheme() + "://" + (cloud ? host.substring("api.".length()) : host) + port);
	}

	@Override
	public boolean has(String url) {
		if (url.length() > LONGEST_URL) {
			return false;
		}
		URI address;
		try {
			address = new URI(url);
		}
		catch (URISyntaxException ex) {
			return false;
		}
		if (address.getHost() == null || address.getRawUserInfo() != null || address.getRawPath() == null
				|| address.getRawPath().contains("..")) {
			return false;
		}
		return (sameOrigin(address, this.pages) && PATH.matcher(address.getRawPath()).matches())
				|| (this.hosts.stream().anyMatch((host) -> sameOrigin(address, host))
						&& ANY_PATH.matcher(address.getRawPath()).matches());
	}

	private static boolean sameOrigin(URI one, URI other) {
		return other.getScheme().equalsIgnoreCase(one.getScheme()) && other.getHost().equalsIgnoreCase(one.getHost())
				&& other.getPort() == one.getPort();
	}

	@Override
	public Duration timeout() {
		return this.properties.timeout();
	}

	@Override
	public Downloads.File read(String url, Duration bound) throws IOException {
		if (!has(url)) {
			throw new IOException("no file of GitHub's");
		}
		return this.downloads.read(URI.create(url), bound);
	}

}
