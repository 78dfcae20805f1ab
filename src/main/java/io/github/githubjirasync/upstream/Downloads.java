package io.github.githubjirasync.upstream;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/**
 * Reads files that everybody may read, from a fixed set of origins and nowhere else, be
 * it that a redirect leads there. Sends no credentials, so that a text cannot be used to
 * get at what only our account may see. Without TLS only this machine is called. Safe for
 * use by many threads.
 */
public final class Downloads {

	private static final int MAX_REDIRECTS = 3;

	private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

	private static final byte[] NO_BODY = {};

	private final HttpPool pool;

	private final Set<String> origins;

	private final String userAgent;

	Downloads(HttpPool pool, Collection<URI> origins, String userAgent) {
		this.pool = pool;
		this.origins = origins.stream()
			.filter((origin) -> !HttpSettings.exposed(origin))
			.map(HttpSettings::origin)
			.collect(Collectors.toUnmodifiableSet());
		this.userAgent = userAgent;
	}

	/**
	 * Reads a file.
	 * @param address where it is
	 * @param bound longest time for all of it, redirects included
	 * @return the file
	 * @throws IOException if it cannot be had; the message names hosts only, since
	 * addresses of files may carry what opens them
	 */
	public File read(URI address, Duration bound) throws IOException {
		long end = System.nanoTime() + bound.toNanos();
		URI url = address;
		for (int redirects = 0;; redirects++) {
			Answer answer = send(url, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
			if (!REDIRECTS.contains(answer.status())) {
				return file(url, answer);
			}
			if (redirects == MAX_REDIRECTS) {
				throw new IOException("more than " + MAX_REDIRECTS + " redirects");
			}
			url = target(url, answer);
		}
	}

	private Answer send(URI url, Duration bound) throws IOException {
		if (url.getRawUserInfo() != null || !this.origins.contains(HttpSettings.origin(url))) {
			throw new IOException(url.getHost() + " is none of the hosts of its files");
		}
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.USER_AGENT, this.userAgent);
		headers.set(HttpHeaders.ACCEPT, "*/*");
		return this.pool.send(HttpMethod.GET, url, headers, NO_BODY, bound);
	}

	private static URI target(URI url, Answer answer) throws IOException {
		String location = answer.getHeaders().getFirst(HttpHeaders.LOCATION);
		try {
			if (location != null && !location.isBlank()) {
				return url.resolve(location);
			}
		}
		catch (IllegalArgumentException ex) {
			// Its words may hold what opens the file.
		}
		throw new IOException(url.getHost() + " redirects to no address");
	}

	/** A page in the place of a file asks for a login. */
	private static File file(URI url, Answer answer) throws IOException {
		String type = Objects.requireNonNullElse(answer.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE), "")
			.replaceAll(";.*", "")
			.strip()
			.toLowerCase(Locale.ROOT);
		if (answer.status() != HttpStatus.OK.value() || answer.body().length == 0) {
			throw new IOException(url.getHost() + " answered " + answer.status()
					+ ((answer.status() == HttpStatus.OK.value()) ? " with nothing" : ""));
		}
		if (type.equals("text/html")) {
			throw new IOException(url.getHost() + " answered with a page");
		}
		return new File(type.matches("[\\w.+-]+/[\\w.+-]+") ? type : "application/octet-stream", answer.body());
	}

	/**
	 * A file.
	 *
	 * @param mimeType its type, {@code application/octet-stream} where it is not told
	 * @param content its bytes
	 */
	@SuppressWarnings("ArrayRecordComponent")
	public record File(String mimeType, byte[] content) {
	}

}
