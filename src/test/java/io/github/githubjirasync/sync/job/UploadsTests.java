package io.github.githubjirasync.sync.job;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.githubjirasync.github.GitHubFiles;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.jira.JiraAttachment;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueDetails;
import io.github.githubjirasync.sync.JiraIssueDetails.Attachment;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.RichText;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Conversion;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.text.Adf;
import io.github.githubjirasync.text.ConversionContext;
import io.github.githubjirasync.text.Wiki;
import io.github.githubjirasync.upstream.Downloads;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Uploads}, {@link FileAddresses} and {@link WithFiles}.
 */
class UploadsTests {

	private static final String FILE = "https://github.com/user-attachments/files/1/a.log";

	private static final String IMAGE = "https://github.com/user-attachments/assets/0c1b";

	private static final String MARKDOWN = "[log](" + FILE + ")\n\n![shot](" + IMAGE
			+ ")\n\n[b](https://b.example/a.log)" + "\n\n`" + IMAGE + "`";

	private final List<JiraAttachment> attached = new ArrayList<>();

	private final LeftOut left = new LeftOut();

	private final Uploads uploads = new Uploads(Fakes.of(GitHubFiles.class, new Files()),
			Fakes.of(JiraClient.class, new Jira()));

	private String root = "https://jira.example/content/";

	private @Nullable RuntimeException refusal;

	private boolean gone;

	@Test
	void filesAreAttachedAndTheTextLeadsToThem() {
		Uploads.Placed placed = place(adf(), link(2));
		assertThat(this.attached).extracting(JiraAttachment::name)
			.satisfiesExactly((log) -> assertThat(log).matches("a-[0-9a-f]{16}\\.log"),
					(image) -> assertThat(image).matches("0c1b-[0-9a-f]{16}\\.png"));
		assertThat(placed.copies()).containsExactly(Map.entry(FILE, "https://jira.example/content/1"),
				Map.entry(IMAGE, "https://jira.example/content/2"));
		assertThat(Adf.toMarkdown(placed.text(), ConversionContext.NONE))
			.isEqualTo(MARKDOWN.replace(FILE, "https://jira.example/content/1")
				.replace("](" + IMAGE, "](https://jira.example/content/2"));
		assertThat(this.left.describe()).isEmpty();
	}

	@Test
	void wikiMarkupLeadsToThemToo() {
		TextNode wiki = TextNode
			.valueOf(Wiki.fromMarkdown(MARKDOWN, ConversionContext.NONE) + "\n{code}" + FILE + "{code}");
		String text = place(wiki, link(2)).text().asText();
		assertThat(text).contains("[log|https://jira.example/content/1]", "!https://jira.example/content/2",
				"{code}" + FILE + "{code}", "https://b.example/a.log");
	}

	@Test
	void whatIsAttachedAlreadyIsNotAttachedAgain() {
		place(adf(), link(2));
		List<Attachment> known = this.attached.stream()
			.map((file) -> new Attachment(file.id(), file.name(), file.url(), null, 1))
			.toList();
		Uploads.Placed again = this.uploads.place(adf(), 7, () -> known, link(2), this.left);
		assertThat(again.copies()).containsKeys(FILE, IMAGE);
		assertThat(this.attached).hasSize(2);
	}

	@Test
	void whatCannotBeHadStaysALinkAndIsSaid() {
		this.gone = true;
		assertThat(place(adf(), link(2)).text()).isEqualTo(adf());
		assertThat(this.left.describe())
			.isEqualTo("; left out: file a.log (github.com answered 404), file 0c1b (github.com answered 404)");
	}

	@Test
	void whatJiraRefusesStaysALinkAndIsSaid() {
		for (UpstreamException refused : List.of(new UpstreamException.Rejected(Upstream.JIRA, 413, "too large"),
				new UpstreamException.Unauthorised(Upstream.JIRA, "no permission"),
				new UpstreamException.Gone(Upstream.JIRA, "attachments are off"),
				new UpstreamException.Transient(Upstream.JIRA, "502", null))) {
			LeftOut noted = new LeftOut();
			this.refusal = refused;
			assertThat(this.uploads.place(adf(), 7, List::of, link(2), noted).copies()).isEmpty();
			assertThat(noted.describe()).contains(String.valueOf(refused.getMessage()));
		}
	}

	@Test
	void limitOfJirasMakesItWait() {
		this.refusal = new UpstreamException.RateLimited(Upstream.JIRA, "later", Instant.EPOCH);
		assertThatExceptionOfType(UpstreamException.RateLimited.class).isThrownBy(() -> place(adf(), link(2)));
	}

	@Test
	void onlySoManyAreCopied() {
		assertThat(place(adf(), link(1)).copies()).containsOnlyKeys(FILE);
		assertThat(this.left.describe()).isEqualTo("; left out: files (1 more than the link copies of one text)");
	}

	@Test
	void textThatWouldGetTooLongStaysAsItIs() {
		TextNode wiki = TextNode.valueOf("x".repeat(32_767 - FILE.length() - 3) + " [" + FILE + "]");
		this.root = "https://jira.example/" + "y".repeat(100) + "/";
		Uploads.Placed placed = place(wiki, link(1));
		assertThat(placed.text()).isEqualTo(wiki);
		assertThat(placed.copies()).isEmpty();
		assertThat(this.left.describe()).contains("no room");
	}

	@Test
	void textThatComesBackLeadsToGitHubAgain() {
		Uploads.Placed placed = place(adf(), link(2));
		SyncedState state = new SyncedState(null, null, Map.of(Field.FILES, placed.state()));
		Conversion conversion = WithFiles.of(state, new Plain());
		assertThat(conversion.forGitHub(issue(RichText.adf(placed.text().toString())))).isEqualTo(MARKDOWN);
		assertThat(conversion.forGitHub(issue(RichText.wiki("[log|https://jira.example/content/1]"))))
			.isEqualTo("[log](" + FILE + ")");
		// Another attachment, whose id begins with the same digits.
		assertThat(conversion.forGitHub(issue(RichText.wiki("[log|https://jira.example/content/10]"))))
			.isEqualTo("[log](https://jira.example/content/10)");
		Conversion plain = new Plain();
		assertThat(WithFiles.of(SyncedState.NONE, plain)).isSameAs(plain);
	}

	private Uploads.Placed place(JsonNode text, Link link) {
		return this.uploads.place(text, 7, List::of, link, this.left);
	}

	private static JsonNode adf() {
		return Adf.fromMarkdown(MARKDOWN, ConversionContext.NONE);
	}

	private static Link link(int files) {
		Map<String, String> rules = new HashMap<>(
				Map.of("l.name", "widgets", "l.github.repository", "acme/widgets", "l.jira.project", "WID"));
		rules.put("l.attachments.upload", "true");
		rules.put("l.attachments.max-files", Integer.toString(files));
		return new Binder(new MapConfigurationPropertySource(rules)).bind("l", Bindable.of(Link.class)).get();
	}

	private static JiraIssueSnapshot issue(RichText description) {
		return new JiraIssueSnapshot(1, new JiraIssueKey("WID-1"), "S", description, "To Do", false, null, "Task", null,
				List.of(), null, null, false, Instant.EPOCH, Instant.EPOCH,
				new JiraIssueDetails(null, null, false, null, List.of(), null, null, List.of()));
	}

	/** What GitHub keeps. */
	final class Files {

		boolean has(String url) {
			return url.startsWith("https://github.com/");
		}

		Duration timeout() {
			return Duration.ofSeconds(30);
		}

		Downloads.File read(String url, Duration bound) throws IOException {
			if (UploadsTests.this.gone) {
				throw new IOException("github.com answered 404");
			}
			return new Downloads.File(url.equals(IMAGE) ? "image/png" : "text/plain", new byte[] { 1 });
		}

	}

	/** Where files are attached. */
	final class Jira {

		JiraAttachment attach(long issueId, String name, String mimeType, byte[] content) {
			if (UploadsTests.this.refusal != null) {
				throw UploadsTests.this.refusal;
			}
			long id = UploadsTests.this.attached.size() + 1;
			JiraAttachment file = new JiraAttachment(id, name, UploadsTests.this.root + id, mimeType, content.length);
			UploadsTests.this.attached.add(file);
			return file;
		}

	}

	/** Converts without rules. */
	private static final class Plain implements Conversion {

		@Override
		public JsonNode forJira(String markdown, GitHubIssueSnapshot issue) {
			return Adf.fromMarkdown(markdown, ConversionContext.NONE);
		}

		@Override
		public String forGitHub(JiraIssueSnapshot issue) {
			return Field.markdown(issue.description(), ConversionContext.NONE);
		}

	}

}
