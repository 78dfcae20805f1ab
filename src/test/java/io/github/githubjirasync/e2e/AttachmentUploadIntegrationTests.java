package io.github.githubjirasync.e2e;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that texts on GitHub show are attached in Jira, where a link wants it.
 */
class AttachmentUploadIntegrationTests extends LinkedPairs {

	private static final byte[] PIXELS = { (byte) 0x89, 'P', 'N', 'G', 0, 1, 2, (byte) 0xff, 13, 10, 13, 10, 7 };

	private static final String ATTACH = "POST /issue/{issueIdOrKey}/attachments";

	@Test
	void imageOfABodyIsAttachedOnceAndShownFromJira() {
		String image = SANDBOX.githubFiles().image("image/png", PIXELS);
		SandboxGitHubIssue issue = SANDBOX.github()
			.openIssue(WIDGETS, "Shot", "See:\n\n![shot](" + image + ")", List.of(), "alice");
		awaitSilence();
		SandboxJiraIssue twin = twin("Shot");
		String name = image.substring(image.lastIndexOf('/') + 1);
		assertThat(twin.attachments()).singleElement().asString().startsWith(name + "-").endsWith(".png");
		assertThat(SANDBOX.jira().sides().content(twin.key(), twin.attachments().get(0))).isEqualTo(PIXELS);
		assertThat(description(twin)).contains("\"type\":\"external\"", "/attachment/content/").doesNotContain(image);

		String second = SANDBOX.githubFiles().image("image/png", PIXELS);
		SANDBOX.github()
			.editIssue(WIDGETS, issue.number(),
					Map.of("body", "Twice:\n\n![shot](" + image + ")\n\n![](" + second + ")"), "alice");
		awaitSilence();
		SANDBOX.github()
			.editIssue(WIDGETS, issue.number(),
					Map.of("body", "Twice!\n\n![shot](" + image + ")\n\n![](" + second + ")"), "alice");
		awaitSilence();
		assertThat(twin("Shot").attachments()).hasSize(2);
		assertThat(description(twin("Shot"))).contains("Twice!").doesNotContain(image, second);
		assertThat(SANDBOX.calls().count(Upstream.JIRA, ATTACH)).isEqualTo(2);
		assertThat(SANDBOX.githubFiles().reads()).isEqualTo(2);
		assertThat(SANDBOX.calls().recent(Upstream.GITHUB, "PATCH /repos/{owner}/{repo}/issues/{issue_number}"))
			.isEmpty();
	}

	@Test
	void descriptionThatIsEditedInJiraLeadsToGitHubsFileAgain() {
		String log = SANDBOX.githubFiles().file("server.log", "text/plain", bytes("boom"));
		SandboxGitHubIssue issue = SANDBOX.github()
			.openIssue(WIDGETS, "Log", "See [the log](" + log + ").", List.of(), "alice");
		awaitSilence();
		SandboxJiraIssue twin = twin("Log");
		assertThat(twin.attachments()).singleElement().asString().matches("server-[0-9a-f]{16}\\.log");
		String wiki = Objects.requireNonNull(twin.description());
		assertThat(wiki).contains("[the log|" + SANDBOX.jiraUrl());

		SANDBOX.jira().editIssue(twin.key(), Map.of("description", wiki + "\n\nIt is long."), "bob");
		awaitSilence();
		assertThat(SANDBOX.github().issue(WIDGETS, issue.number()).body()).contains("See [the log](" + log + ").",
				"It is long.");
		assertThat(SANDBOX.calls().count(Upstream.JIRA, ATTACH)).isOne();
	}

	@Test
	void whatCannotBeCopiedStaysALinkAndHoldsUpNothing() {
		String gone = SANDBOX.githubFiles().image("image/png", PIXELS) + "0";
		String foreign = "https://elsewhere.example/user-attachments/assets/1.png";
		String refused = SANDBOX.githubFiles().file("refused.bin", "application/zip", PIXELS);
		SANDBOX.faults().add(Fault.status(Upstream.JIRA, "POST", "/issue/*/attachments", 413).times(9));
		SANDBOX.github()
			.openIssue(WIDGETS, "Kept", "![a](" + gone + ")\n\n![b](" + foreign + ")\n\n[c](" + refused + ")",
					List.of("bug"), "alice");
		awaitSilence();
		SandboxJiraIssue twin = twin("Kept");
		assertThat(twin.attachments()).isEmpty();
		assertThat(twin.labels()).containsExactly("bug");
		assertThat(description(twin)).contains(gone, foreign, refused);
	}

	@Test
	void filesOfANewTwinAreAttachedAlthoughItsStatusIsRefused() {
		SANDBOX.jira().rules().require("Done", "customfield_10010");
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		String image = SANDBOX.githubFiles().image("image/png", PIXELS);
		SandboxGitHubIssue issue = SANDBOX.github()
			.openIssue(WIDGETS, "Closed", "![shot](" + image + ")", List.of(), "alice");
		SANDBOX.github().close(WIDGETS, issue.number(), "alice");
		SANDBOX.webhooks(Upstream.GITHUB).release();
		awaitQuiet();
		assertThat(causes()).isNotEmpty();
		assertThat(twin("Closed").attachments()).hasSize(1);
		assertThat(description(twin("Closed"))).doesNotContain(image);
	}

	@Test
	void fileOfACommentIsAttachedAndOnlySoManyOfOneText() {
		SandboxGitHubIssue issue = open(WIDGETS, "Talk");
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 4; i++) {
			text.append("[f](")
				.append(SANDBOX.githubFiles().file(i + ".txt", "text/plain", bytes("" + i)))
				.append(") ");
		}
		SandboxGitHubIssue.Comment comment = SANDBOX.github()
			.comment(WIDGETS, issue.number(), text.toString(), "alice");
		awaitSilence();
		SANDBOX.github().editComment(comment.id(), text + "more", "alice");
		awaitSilence();
		SandboxJiraIssue twin = twin("Talk");
		assertThat(twin.attachments()).hasSize(3);
		assertThat(twin.comments()).singleElement()
			.satisfies((repeated) -> assertThat(repeated.bodyAdf().toString()).contains("more", "/3.txt")
				.doesNotContain("/2.txt"));
		assertThat(SANDBOX.calls().count(Upstream.JIRA, ATTACH)).isEqualTo(3);
	}

	@Test
	void linkThatDoesNotWantItCopiesNothing() {
		String image = SANDBOX.githubFiles().image("image/png", PIXELS);
		SANDBOX.github().openIssue(GADGETS, "Plain", "![shot](" + image + ")", List.of(), "alice");
		awaitSilence();
		assertThat(twin("Plain").attachments()).isEmpty();
		assertThat(description(twin("Plain"))).contains("\"type\":\"external\"", "\"url\":\"" + image + "\"");
		assertThat(SANDBOX.githubFiles().reads()).isZero();
	}

	private static String description(SandboxJiraIssue issue) {
		return Objects.requireNonNull(issue.descriptionAdf()).toString();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
