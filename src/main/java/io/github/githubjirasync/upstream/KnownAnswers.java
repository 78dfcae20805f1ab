package io.github.githubjirasync.upstream;

import java.net.URI;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/**
 * Answers that the upstream need not send again: with the {@code ETag} of the last one it
 * answers 304 where nothing has changed, which on GitHub costs nothing of the primary
 * budget. Each call still goes to the upstream, so that nothing here is ever stale. Of
 * bounded size.
 */
final class KnownAnswers {

	/** What an entry takes beside its body. */
	private static final int OVERHEAD = 1024;

	private final Cache<String, Answer> answers;

	KnownAnswers(DataSize size) {
		this.answers = Caffeine.newBuilder()
			.maximumWeight(size.toBytes())
			.weigher((String key, Answer answer) -> answer.body().length + OVERHEAD)
			.build();
	}

	@Nullable Answer find(String account, URI url) {
		return this.answers.getIfPresent(key(account, url));
	}

	/**
	 * What an answer stands for, and is kept as.
	 * @param account who asked
	 * @param url what was asked for
	 * @param known what was known before, and asked with
	 * @param answer the answer
	 * @return the answer, or the known one for a 304
	 */
	Answer resolve(String account, URI url, @Nullable Answer known, Answer answer) {
		if (answer.status() == 304 && known != null) {
			return known;
		}
		String key = key(account, url);
		if (answer.status() == 200 && answer.getHeaders().getETag() != null) {
			this.answers.put(key, lasting(answer));
		}
		else if (known != null) {
			this.answers.invalidate(key);
		}
		return answer;
	}

	/** Without what is true of the first call alone. */
	private static Answer lasting(Answer answer) {
		HttpHeaders headers = new HttpHeaders();
		for (String name : new String[] { HttpHeaders.CONTENT_TYPE, HttpHeaders.ETAG, HttpHeaders.LINK }) {
			if (answer.getHeaders().get(name) != null) {
				headers.put(name, answer.getHeaders().get(name));
			}
		}
		return new Answer(HttpStatus.OK, answer.getStatusText(), headers, answer.body());
	}

	private static String key(String account, URI url) {
		return account + " " + url;
	}

}
