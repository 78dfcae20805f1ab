package io.github.githubjirasync.sync.job;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.sync.JiraIssueDetails;
import io.github.githubjirasync.sync.JiraIssueDetails.Attachment;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.RichText;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.text.ConversionContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AttachmentLinks}.
 */
class AttachmentLinksTests {

	private static final String PLAN = "https://acme.atlassian.net/rest/api/3/attachment/content/7";

	private static final List<Attachment> FILES = List.of(new Attachment(7, "the plan.png", PLAN, "image/png", 12),
			new Attachment(8, "log.txt", "https://acme.atlassian.net/secure/attachment/8/log.txt", "text/plain", 3));

	@ParameterizedTest
	@CsvSource(delimiter = '#', value = { "See !the plan.png! # See [the plan.png|7]",
			"!the plan.png|thumbnail! # [the plan.png|7]", "!the plan.png|width=300,height=200! # [the plan.png|7]",
			"[^the plan.png] # [the plan.png|7]", "[Our plan|^the plan.png] # [Our plan|7]",
			"Wow! Really! # Wow! Really!", "!other.png! # !other.png!", "[^other.png] # [^other.png]",
			"{code}!the plan.png!{code} # {code}!the plan.png!{code}",
			"{noformat}[^the plan.png]{noformat} !the plan.png! # {noformat}[^the plan.png]{noformat} [the plan.png|7]" })
	void filesInWikiMarkupBecomeLinks(String wiki, String expected) {
		assertThat(linked(RichText.wiki(wiki), FILES).value()).isEqualTo(expected.replace("|7]", "|" + PLAN + "]"));
	}

	@Test
	void filesInADocumentBecomeLinks() {
		RichText text = RichText.adf("""
				{"type":"doc","version":1,"content":[{"type":"mediaSingle","content":[{"type":"media","attrs":
				{"type":"file","id":"3b1c","collection":"","alt":"the plan.png"}}]},{"type":"bulletList","content":[
				{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"See "},
				{"type":"mediaInline","attrs":{"id":"9","collection":"","alt":"log.txt"}}]}]}]}]}""");
		String markdown = Field.markdown(linked(text, FILES), ConversionContext.NONE);
		assertThat(markdown).contains("[the plan.png](" + PLAN + ")",
				"See [log.txt](https://acme.atlassian.net/secure/attachment/8/log.txt)");
	}

	@Test
	void whatIsNoAttachmentStaysAsItIs() {
		RichText external = RichText.adf("""
				{"type":"doc","version":1,"content":[{"type":"mediaSingle","content":[{"type":"media","attrs":
				{"type":"external","url":"https://x.example/a.png","alt":"log.txt"}}]}]}""");
		assertThat(linked(external, FILES)).isSameAs(external);
		RichText wiki = RichText.wiki("!log.txt!");
		assertThat(linked(wiki, List.of())).isSameAs(wiki);
		assertThat(AttachmentLinks.description(issue(null, FILES))).isNull();
	}

	@Test
	void hostileTextTakesNoTime() {
		assertThat(linked(RichText.wiki("!".repeat(100_000) + "[^".repeat(50_000)), FILES).value()).hasSize(200_000);
		assertThat(linked(RichText.wiki("{code}".repeat(20_001)), FILES).value()).hasSize(120_006);
	}

	private static RichText linked(RichText text, List<Attachment> files) {
		return Objects.requireNonNull(AttachmentLinks.description(issue(text, files)));
	}

	private static JiraIssueSnapshot issue(@Nullable RichText description, List<Attachment> files) {
		return new JiraIssueSnapshot(1, new JiraIssueKey("WID-1"), "S", description, "To Do", false, null, "Task", null,
				List.of(), null, null, false, Instant.EPOCH, Instant.EPOCH,
				new JiraIssueDetails(null, null, false, null, List.of(), null, null, files));
	}

}
