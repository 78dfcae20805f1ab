package io.github.githubjirasync.sync.job;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.githubjirasync.upstream.UpstreamException;

/**
 * Finds in a refusal the fields that an upstream does not take, such as those that are
 * not on a screen.
 */
final class RefusedFields {

	private RefusedFields() {
	}

	/**
	 * The fields that a refusal names.
	 * @param refusal what the upstream said: {@code name: reason}, several apart by
	 * {@code ;}
	 * @param sent the fields that were sent, by the upstream's names
	 * @return the reason by field, in no more words than the upstream's
	 */
	static Map<String, String> of(UpstreamException.Rejected refusal, Collection<String> sent) {
		Map<String, String> refused = new LinkedHashMap<>();
		String message = String.valueOf(refusal.getMessage());
		for (String field : sent) {
			Matcher matcher = Pattern.compile("(?:^|[(:;.] ?)" + Pattern.quote(field) + ": ([^;]*)").matcher(message);
			if (matcher.find()) {
				refused.put(field, matcher.group(1).strip().replaceFirst("\\)$", ""));
			}
		}
		return refused;
	}

}
