package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the sandbox's GitHub has beside issues and comments.
 */
class GitHubSidesSandboxIntegrationTests {

	private static final String REPO = "/repos/acme/widgets";

	private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());

	private final SandboxClient client = SandboxClient.github(this.sandbox);

	private final SandboxClient control = SandboxClient.control(this.sandbox);

	private final SandboxGitHub github = this.sandbox.github();

	@BeforeEach
	void keepWebhooks() {
		this.sandbox.webhooks(Upstream.GITHUB).hold();
		this.github.openIssue("acme/widgets", "One", null, List.of(), "alice");
		this.github.openIssue("acme/widgets", "Two", null, List.of(), "alice");
	}

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	@Test
	void callsAndAnswersAreAsGitHubDescribesThem() throws IOException {
		VendorDescription described = VendorDescription.github();
		described.check(this.client.get(REPO));
		described.check(this.client.get(REPO + "/hooks"));
		described.check(this.client.get(REPO + "/assignees/alice"));
		described
			.check(this.client.post(REPO + "/milestones", Map.of("title", "v1", "due_on", "2026-12-01T00:00:00Z")));
		described.check(this.client.post(REPO + "/milestones", Map.of("title", "v1")));
		described.check(this.client.patch(REPO + "/issues/1",
				Map.of("milestone", 1, "type", "Bug", "assignees", List.of("alice"))));
		described.check(this.client.post(REPO + "/issues/1/sub_issues",
				Map.of("sub_issue_id", this.github.issue("acme/widgets", 2).id())));
		described.check(this.client.get(REPO + "/issues/1/sub_issues"));
		described.check(this.client.get(REPO + "/issues/2/parent"));
		described.check(this.client.get(REPO + "/issues/2"));
	}

	@Test
	void milestoneTypeAndAssigneesAreKeptAndTold() throws IOException {
		this.github.moves().unassignable("mallory");
		this.github.milestone("acme/widgets", "v1", "alice");
		this.client.patch(REPO + "/issues/1",
				Json.object("milestone", 1, "type", "Bug", "assignees", List.of("alice", "mallory")));
		SandboxGitHubIssue issue = this.github.issue("acme/widgets", 1);
		assertThat(issue.milestone()).isEqualTo("v1");
		assertThat(issue.type()).isEqualTo("Bug");
		assertThat(issue.assignees()).containsExactly("alice");
		assertThat(events()).endsWith("issues.assigned", "issues.milestoned", "issues.typed");
		this.client.patch(REPO + "/issues/1", Json.object("milestone", null, "type", null));
		assertThat(events()).endsWith("issues.demilestoned", "issues.untyped");
		assertThat(this.client.patch(REPO + "/issues/1", Map.of("type", "Nonsense")).status()).isEqualTo(422);
	}

	@Test
	void subIssuesHaveOneParentAndBothEndsAreTold() throws IOException {
		this.control.put("/github/issues/acme/widgets/2/parent", Map.of("parent", 1));
		assertThat(this.github.issue("acme/widgets", 2).parent()).isEqualTo("acme/widgets#1");
		assertThat(events()).endsWith("sub_issues.parent_issue_added", "sub_issues.sub_issue_added");
		this.control.put("/github/issues/acme/widgets/2/parent", Map.of());
		assertThat(this.client.get(REPO + "/issues/2/parent").status()).isEqualTo(404);
		assertThat(events()).endsWith("sub_issues.parent_issue_removed", "sub_issues.sub_issue_removed");
	}

	@Test
	void renamedRepositoryIsFoundByItsOldNameAndById() throws IOException {
		long id = this.client.get(REPO).json().path("id").asLong();
		this.control.post("/github/repositories/acme/widgets", Map.of("name", "gadgets"));
		SandboxClient.Reply moved = this.client.get(REPO + "/issues/1");
		assertThat(moved.status()).isEqualTo(301);
		assertThat(moved.header("Location")).isEqualTo(this.sandbox.githubUrl() + "/repositories/" + id + "/issues/1");
		assertThat(this.client.patch(REPO + "/issues/1", Map.of("title", "X")).status()).isEqualTo(307);
		SandboxClient.Reply found = this.client.get("/repositories/" + id + "/issues/1");
		assertThat(found.text("/repository_url")).endsWith("/repos/acme/gadgets");
		JsonNode renamed = lastWebhook();
		assertThat(renamed.at("/changes/repository/name/from").asText()).isEqualTo("widgets");
		assertThat(renamed.at("/repository/id").asLong()).isEqualTo(id);
		this.control.post("/github/repositories/acme/gadgets", Map.of("owner", "umbrella"));
		assertThat(lastWebhook().at("/changes/owner/from/user/login").asText()).isEqualTo("acme");
		assertThat(this.client.get("/repos/umbrella/gadgets").text("/full_name")).isEqualTo("umbrella/gadgets");
	}

	@Test
	void transferredIssueGoesOnUnderAnotherIdAndItsOldAddressRedirects() throws IOException {
		SandboxGitHubIssue before = this.github.issue("acme/widgets", 1);
		this.github.comment("acme/widgets", 1, "Kept", "alice");
		this.control.post("/github/issues/acme/widgets/1/transfer", Map.of("to", "acme/other"));
		SandboxGitHubIssue after = this.github.issue("acme/other", 1);
		assertThat(after.id()).isNotEqualTo(before.id());
		assertThat(after.comments()).extracting(SandboxGitHubIssue.Comment::body).containsExactly("Kept");
		assertThat(this.client.get(REPO + "/issues/1").status()).isEqualTo(301);
		assertThat(events()).endsWith("issues.transferred", "issues.opened");
		assertThat(lastWebhook().at("/changes/old_issue/id").asLong()).isEqualTo(before.id());
	}

	@Test
	void pullRequestsAreOpenedMergedAndClosed() throws IOException {
		int number = this.control.post("/github/pulls", Map.of("title", "Fix SBX-1", "branch", "sbx-1"))
			.json()
			.path("number")
			.asInt();
		this.control.patch("/github/pulls/acme/widgets/" + number, Map.of("state", "merged"));
		SandboxClient.Reply pull = this.client.get(REPO + "/pulls/" + number);
		assertThat(pull.json().path("merged").asBoolean()).isTrue();
		assertThat(events()).endsWith("pull_request.opened", "pull_request.closed");
		assertThat(lastWebhook().at("/pull_request/head/ref").asText()).isEqualTo("sbx-1");
		assertThat(this.client.get(REPO + "/pulls/99").status()).isEqualTo(404);
	}

	@Test
	void lockPinAndUserRenameAreTold() throws IOException {
		this.control.post("/github/issues/acme/widgets/1/lock", Map.of());
		this.control.post("/github/issues/acme/widgets/1/pin", Map.of());
		assertThat(events()).endsWith("issues.locked", "issues.pinned");
		long id = this.client.get("/users/alice").json().path("id").asLong();
		this.control.post("/github/users/alice", Map.of("login", "alicia"));
		assertThat(this.client.get("/users/alice").status()).isEqualTo(404);
		assertThat(this.client.get("/users/alicia").json().path("id").asLong()).isEqualTo(id);
		assertThat(this.client.get(REPO + "/issues/1").text("/user/login")).isEqualTo("alicia");
		assertThat(this.client.get("/search/users?q=bob%40sandbox.example%20in:email").text("/items/0/login"))
			.isEqualTo("bob");
	}

	@Test
	void permissionsAreToldAndHooksNeedThem() throws IOException {
		this.control.post("/github/repositories/acme/widgets",
				Map.of("private", true, "permissions", List.of("pull", "triage")));
		JsonNode repository = this.client.get(REPO).json();
		assertThat(repository.path("private").asBoolean()).isTrue();
		assertThat(repository.at("/permissions/push").asBoolean(true)).isFalse();
		assertThat(this.client.get(REPO + "/hooks").status()).isEqualTo(404);
	}

	private List<String> events() {
		return this.sandbox.webhooks(Upstream.GITHUB).list().stream().map(SentWebhook::fullEvent).toList();
	}

	private JsonNode lastWebhook() throws IOException {
		List<SentWebhook> sent = this.sandbox.webhooks(Upstream.GITHUB).list();
		return Json.MAPPER.readTree(sent.get(sent.size() - 1).body());
	}

}
