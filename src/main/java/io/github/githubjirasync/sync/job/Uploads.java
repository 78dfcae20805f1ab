package io.github.githubjirasync.sync.job;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.github.GitHubFiles;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.JiraIssueDetails;
import io.github.githubjirasync.sync.JiraIssueDetails.Attachment;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.text.Adf;
import io.github.githubjirasync.text.DigestForm;
import io.github.githubjirasync.upstream.Downloads;
import io.github.githubjirasync.upstream.UpstreamException;

/**
 * Attaches to Jira issues the files of GitHub's that their texts show, for links that
 * want it, and lets the texts lead there. Each file is attached once: its name in Jira
 * ends with a digest of its address on GitHub, by which it is found again. A file that
 * cannot be copied stays a link to GitHub, and holds up nothing; only a limit of Jira's
 * does.
 */
final class Uploads {

	private static final int NAME_LENGTH = 80;

	private static final int DIGITS = 16;

	private final GitHubFiles files;

	private final JiraClient jira;

	Uploads(GitHubFiles files, JiraClient jira) {
		this.files = files;
		this.jira = jira;
	}

	/** Whether a text shows files that a link wants to be copied. */
	boolean concern(JsonNode text, Link link) {
		return link.attachments().upload() && FileAddresses.of(text).stream().anyMatch(this.files::has);
	}

	/**
	 * Copies the files of a text.
	 * @param text an ADF document or a string of wiki markup
	 * @param issueId the issue that it is for
	 * @param attached what is attached to the issue by now; asked for only where there
	 * are files
	 * @param link the rules
	 * @param left takes what could not be copied
	 * @return the text that leads to what is attached
	 */
	Placed place(JsonNode text, long issueId, Supplier<List<Attachment>> attached, Link link, LeftOut left) {
		if (!link.attachments().upload()) {
			return new Placed(text, Map.of());
		}
		List<String> urls = FileAddresses.of(text).stream().filter(this.files::has).toList();
		if (urls.isEmpty()) {
			return new Placed(text, Map.of());
		}
		List<Attachment> known = attached.get();
		Map<String, String> copies = new LinkedHashMap<>();
		long end = System.nanoTime() + this.files.timeout().toNanos();
		int most = link.attachments().maxFiles();
		urls.stream()
			.limit(most)
			.forEach((url) -> copy(url, issueId, known, end, left).ifPresent((copy) -> copies.put(url, copy)));
		if (urls.size() > most) {
			left.add("files", (urls.size() - most) + " more than the link copies of one text");
		}
		JsonNode placed = FileAddresses.replace(text, copies);
		if (length(placed) > Adf.MAX_CHARACTERS && length(placed) > length(text)) {
			left.add("files", "the text has no room for their addresses in Jira");
			return new Placed(text, Map.of());
		}
		return new Placed(placed, copies);
	}

	private Optional<String> copy(String url, long issueId, List<Attachment> known, long end, LeftOut left) {
		String digest = digest(url);
		for (Attachment file : known) {
			if (file.name().contains("-" + digest)) {
				return Optional.of(address(file.url()));
			}
		}
		String file = "file " + lastSegment(url);
		try {
			long nanos = end - System.nanoTime();
			if (nanos <= 0) {
				throw new IOException("no time is left for it");
			}
			Downloads.File content = this.files.read(url, Duration.ofNanos(nanos));
			return Optional.of(address(this.jira
				.attach(issueId, name(url, digest, content.mimeType()), content.mimeType(), content.content())
				.url()));
		}
		catch (UpstreamException.RateLimited ex) {
			throw ex;
		}
		catch (IOException | UpstreamException ex) {
			left.add(file, String.valueOf(ex.getMessage()));
		}
		return Optional.empty();
	}

	private static String address(String url) {
		return url.replace(" ", "%20");
	}

	private static int length(JsonNode text) {
		return text.isTextual() ? text.asText().length() : text.toString().length();
	}

	/** Of the same address always the same, so that nothing is attached twice. */
	private static String digest(String url) {
		return DigestForm.SHA_256.of(url).substring(0, DIGITS);
	}

	private static String lastSegment(String url) {
		String path = String.valueOf(URI.create(url).getPath());
		String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]+", "_");
		return (name.length() <= NAME_LENGTH) ? name : name.substring(name.length() - NAME_LENGTH);
	}

	private static String name(String url, String digest, String mimeType) {
		String name = lastSegment(url);
		int dot = name.lastIndexOf('.');
		if (dot > 0) {
			return name.substring(0, dot) + "-" + digest + name.substring(dot);
		}
		String kind = mimeType.substring(mimeType.indexOf('/') + 1).replaceAll("\\+.*", "");
		boolean plain = kind.matches("[a-z0-9]{2,5}") && !mimeType.startsWith("text/");
		return (name.isEmpty() ? "file" : name) + "-" + digest + (plain ? "." + kind : "");
	}

	/** What is attached to an issue. */
	static List<Attachment> attached(JiraIssueSnapshot issue) {
		JiraIssueDetails details = issue.details();
		return (details != null) ? details.attachments() : List.of();
	}

	/**
	 * A text whose files were copied.
	 *
	 * @param text the text
	 * @param copies the address in Jira by that on GitHub
	 */
	record Placed(JsonNode text, Map<String, String> copies) {

		/** What the pair keeps, so that a text that comes back leads to GitHub again. */
		FieldState state() {
			return new FieldState(String.join("\n", this.copies.keySet()), String.join("\n", this.copies.values()));
		}

	}

}
