package io.github.githubjirasync.github;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.upstream.ApiDescription;
import io.github.githubjirasync.upstream.ClientTestSupport;
import io.github.githubjirasync.upstream.StubUpstream;
import io.github.githubjirasync.upstream.StubUpstream.Call;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import io.github.githubjirasync.upstream.UpstreamHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Every call against GitHub's own API description. It is longer than usual because each
 * call of the client has its test here.
 */
class RestGitHubClientIntegrationTests {

	private static final String DESCRIPTION = "github-issues.openapi.json";

	private static final GitHubIssueRef REF = new GitHubIssueRef("octocat/Hello-World", 1347);

	private static final String ISSUE_PATH = "/repos/octocat/Hello-World/issues/1347";

	private final UpstreamHttp http = ClientTestSupport.http();

	private StubUpstream stub;

	private GitHubApi api;

	private GitHubClient client;

	@BeforeEach
	void start() {
		this.stub = StubUpstream.strict(DESCRIPTION);
		this.api = api(this.stub.url());
		this.client = new RestGitHubClient(this.api);
	}

	@AfterEach
	void stop() {
		this.http.close();
		if (this.stub != null) {
			this.stub.close();
		}
	}

	@Test
	void selfIsAskedOnce() {
		this.stub.answer(500, "{}").answer(200, ApiDescription.example(DESCRIPTION, "private-user").toString());
		assertThatExceptionOfType(UpstreamException.Transient.class).isThrownBy(() -> this.client.self());
		assertThat(this.client.self()).isEqualTo(new GitHubUser(1, "octocat"));
		assertThat(this.client.self()).isEqualTo(new GitHubUser(1, "octocat"));
		assertThat(this.stub.calls()).hasSize(2);
	}

	@Test
	void everyCallNamesVersionAndFormat() {
		this.stub.answer(200, issue().toString());
		this.client.issue(REF);
		Call call = this.stub.call();
		assertThat(call.header("Accept")).isEqualTo("application/vnd.github+json");
		assertThat(call.header("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
		assertThat(call.header("User-Agent")).isEqualTo("github-jira-sync/test");
		assertThat(call.header("Authorization")).isEqualTo("Bearer s3cret");
	}

	@Test
	void issueIsRead() {
		this.stub.answer(200, issue().put("id", 3_000_000_001L).put("state_reason", "reopened").toString());
		assertThat(this.client.issue(REF)).isEqualTo(new GitHubIssue(3_000_000_001L, REF, "Found a bug",
				"I'm having a problem with this.", "open", "reopened", List.of("bug"), new GitHubUser(1, "octocat"),
				"https://github.com/octocat/Hello-World/issues/1347", Instant.parse("2011-04-22T13:33:48Z"),
				Instant.parse("2011-04-22T13:33:48Z"), List.of(new GitHubUser(1, "octocat")),
				new GitHubMilestone(1, "v1.0", true, Instant.parse("2012-10-09T23:39:01Z")), null, true, null));
		assertThat(this.stub.call()).hasToString("GET " + ISSUE_PATH);
	}

	@Test
	void bareIssueOfGhostIsRead() {
		ObjectNode bare = issue().putNull("body").putNull("user").put("unheard-of", true);
		bare.putArray("labels").add("plain").addObject().put("name", "named").put("color", "f00");
		this.stub.answer(200, bare.toString());
		GitHubIssue issue = this.client.issue(REF);
		assertThat(issue.body()).isNull();
		assertThat(issue.stateReason()).isNull();
		assertThat(issue.author().login()).isEqualTo("ghost");
		assertThat(issue.labels()).containsExactly("plain", "named");
	}

	@Test
	void renamedRepositoryIsFollowedAndItsNewNameTold() {
		this.stub.answer(301, "{}", "Location", this.stub.url() + ISSUE_PATH)
			.answer(200, issue().put("repository_url", "https://api.github.com/repos/new/name").toString());
		GitHubIssue issue = this.client.issue(new GitHubIssueRef("old/name", 1347));
		assertThat(issue.ref()).isEqualTo(new GitHubIssueRef("new/name", 1347));
		assertThat(this.stub.calls()).extracting(Call::path).containsExactly("/repos/old/name/issues/1347", ISSUE_PATH);
	}

	@Test
	void issueIsOpened() {
		this.stub.answer(201, issue().toString());
		GitHubIssue issue = this.client.createIssue("octocat/Hello-World",
				new NewGitHubIssue("Ünïcode", "*body*", List.of("bug", "good first issue")));
		assertThat(issue.ref()).isEqualTo(REF);
		assertThat(this.stub.call()).hasToString("POST /repos/octocat/Hello-World/issues");
		assertThat(this.stub.call().body()).isEqualTo("""
				{"title":"Ünïcode","body":"*body*","labels":["bug","good first issue"]}""");
	}

	@Test
	void updateSendsOnlyWhatChanges() {
		this.stub.answer(200, issue().toString());
		this.client.updateIssue(REF, new GitHubIssueUpdate(null, null, "closed", "not_planned"));
		assertThat(this.stub.call()).hasToString("PATCH " + ISSUE_PATH);
		assertThat(this.stub.call().body()).isEqualTo("{\"state\":\"closed\",\"state_reason\":\"not_planned\"}");
	}

	@Test
	void assigneesMilestoneAndTypeAreSentAndTakenAway() {
		this.stub.answer(200, issue().toString()).answer(200, issue().toString());
		this.client.updateIssue(REF,
				GitHubIssueUpdate.NOTHING.withAssignees(List.of("octocat")).withMilestone(3).withType("Bug"));
		this.client.updateIssue(REF,
				GitHubIssueUpdate.NOTHING.withAssignees(List.of())
					.withMilestone(GitHubIssueUpdate.NO_MILESTONE)
					.withType(""));
		assertThat(this.stub.calls()).extracting(Call::body)
			.containsExactly("{\"assignees\":[\"octocat\"],\"milestone\":3,\"type\":\"Bug\"}",
					"{\"assignees\":[],\"milestone\":null,\"type\":null}");
	}

	@Test
	void issueIsOpenedWithAllThatItHas() {
		this.stub.answer(201, issue().toString());
		this.client.createIssue("octocat/Hello-World",
				new NewGitHubIssue("T", "B", List.of(), List.of("octocat"), 1L, "Bug"));
		assertThat(this.stub.call().body()).isEqualTo("""
				{"title":"T","body":"B","labels":[],"assignees":["octocat"],"milestone":1,"type":"Bug"}""");
	}

	@Test
	void typeAndParentOfAnIssueAreRead() {
		ObjectNode issue = issue().put("parent_issue_url", "https://api.github.com/repos/octocat/Other/issues/7");
		issue.putObject("type").put("id", 1).put("node_id", "IT_1").put("name", "Bug").put("description", "");
		this.stub.answer(200, issue.toString());
		GitHubIssue read = this.client.issue(REF);
		assertThat(read.type()).isEqualTo("Bug");
		assertThat(read.parent()).isEqualTo(new GitHubIssueRef("octocat/Other", 7));
	}

	@Test
	void subIssuesAreListedAddedAndRemoved() {
		this.stub.answer(200, array(issue()))
			.answer(201, issue().toString())
			.answer(200, issue().toString())
			.answer(404, "{\"message\":\"Not Found\"}");
		assertThat(this.client.subIssues(REF)).extracting(GitHubIssue::ref).containsExactly(REF);
		this.client.addSubIssue(REF, 3_000_000_007L, true);
		this.client.removeSubIssue(REF, 3_000_000_007L);
		this.client.removeSubIssue(REF, 3_000_000_007L);
		assertThat(this.stub.calls()).extracting((call) -> call + " " + call.body())
			.containsExactly("GET " + ISSUE_PATH + "/sub_issues?per_page=100 ",
					"POST " + ISSUE_PATH + "/sub_issues {\"sub_issue_id\":3000000007,\"replace_parent\":true}",
					"DELETE " + ISSUE_PATH + "/sub_issue {\"sub_issue_id\":3000000007}",
					"DELETE " + ISSUE_PATH + "/sub_issue {\"sub_issue_id\":3000000007}");
	}

	@Test
	void parentIsReadWhereThereIsOne() {
		this.stub.answer(200, issue().toString()).answer(404, "{\"message\":\"Not Found\"}");
		assertThat(this.client.parent(REF)).map(GitHubIssue::ref).contains(REF);
		assertThat(this.client.parent(REF)).isEmpty();
		assertThat(this.stub.calls()).extracting(Call::toString).containsOnly("GET " + ISSUE_PATH + "/parent");
	}

	@Test
	void pullRequestIsRead() {
		try (StubUpstream pulls = StubUpstream.lenient()) {
			pulls.answer(200, """
					{"id":3000000009,"number":5,"title":"Fix WID-7","body":null,"state":"closed","merged":true,
					"draft":false,"html_url":"https://github.com/o/r/pull/5","head":{"ref":"wid-7-fix","repo":null},
					"base":{"ref":"main","repo":{"id":9,"full_name":"o/renamed"}}}""");
			GitHubPullRequest read = new RestGitHubClient(api(pulls.url())).pullRequest(new GitHubIssueRef("o/r", 5));
			assertThat(read).isEqualTo(new GitHubPullRequest(3_000_000_009L, new GitHubIssueRef("o/renamed", 5),
					"Fix WID-7", null, false, true, false, "wid-7-fix", "https://github.com/o/r/pull/5"));
			assertThat(pulls.call()).hasToString("GET /repos/o/r/pulls/5");
		}
	}

	@Test
	void emptyTextIsSent() {
		this.stub.answer(200, issue().toString());
		this.client.updateIssue(REF, new GitHubIssueUpdate("T", "", null, null));
		assertThat(this.stub.call().body()).isEqualTo("{\"title\":\"T\",\"body\":\"\"}");
	}

	@Test
	void issuesOfACreatorAreReadOverAllPagesWithoutPullRequests() {
		ObjectNode pull = issue().put("id", 2);
		pull.putObject("pull_request")
			.put("url", "https://api.github.com/1")
			.put("html_url", "https://github.com/1")
			.put("diff_url", "https://github.com/1.diff")
			.put("patch_url", "https://github.com/1.patch");
		String next = this.stub.url() + "/repos/octocat/Hello-World/issues?state=all&page=2";
		this.stub.answer(200, array(issue().put("id", 3), pull), "Link", "<" + next + ">; rel=\"next\"")
			.answer(200, array(issue().put("id", 1)));
		List<GitHubIssue> issues = this.client.issuesCreatedBy("octocat/Hello-World", "sync-bot[bot]",
				Instant.parse("2026-01-02T03:04:05.678Z"));
		assertThat(issues).extracting(GitHubIssue::id).containsExactly(3L, 1L);
		Call first = this.stub.calls().get(0);
		assertThat(first.path()).isEqualTo("/repos/octocat/Hello-World/issues");
		assertThat(first.parameter("creator")).containsExactly("sync-bot[bot]");
		assertThat(first.parameter("since")).containsExactly("2026-01-02T03:04:05Z");
		assertThat(first.parameter("state")).containsExactly("all");
		assertThat(first.parameter("sort")).containsExactly("created");
		assertThat(first.parameter("direction")).containsExactly("desc");
		assertThat(first.parameter("per_page")).containsExactly("100");
		assertThat(this.stub.calls().get(1).parameter("page")).containsExactly("2");
	}

	@Test
	void nextPageOnAnotherHostIsRefused() {
		this.stub.answer(200, "[]", "Link", "<https://evil.example/x>; rel=\"next\"");
		assertThatExceptionOfType(UpstreamException.Rejected.class).isThrownBy(() -> this.client.comments(REF))
			.withMessageContaining("https://evil.example/x");
	}

	@Test
	void endlessPagesAreAnError() {
		String link = "<" + this.stub.url() + ISSUE_PATH + "/comments?page=2>; rel=\"next\"";
		for (int i = 0; i < 100; i++) {
			this.stub.answer(200, "[]", "Link", link);
		}
		assertThatExceptionOfType(UpstreamException.Rejected.class).isThrownBy(() -> this.client.comments(REF))
			.withMessageContaining("more than 100 pages");
	}

	@Test
	void labelsAreAdded() {
		this.stub.answer(200, "[]");
		this.client.addLabels(REF, List.of("bug", "ümlaut"));
		assertThat(this.stub.call()).hasToString("POST " + ISSUE_PATH + "/labels");
		assertThat(this.stub.call().body()).isEqualTo("{\"labels\":[\"bug\",\"ümlaut\"]}");
	}

	@ParameterizedTest
	@CsvSource({ "bug, bug", "good first issue, good%20first%20issue", "a/b, a%2Fb", "ümlaut, %C3%BCmlaut", "%, %25",
			"100%20, 100%2520", "a?b#c, a%3Fb%23c", "{x}, %7Bx%7D", "..;a+b, ..%3Ba%2Bb", "🐛, %F0%9F%90%9B" })
	void labelIsOnePathSegment(String label, String segment) {
		this.stub.answer(200, "[]");
		this.client.removeLabel(REF, label);
		assertThat(this.stub.call()).hasToString("DELETE " + ISSUE_PATH + "/labels/" + segment);
	}

	@Test
	void missingLabelIsNoFault() {
		this.stub.answer(404, "{\"message\":\"Label does not exist\"}");
		this.client.removeLabel(REF, "bug");
		assertThat(this.stub.calls()).hasSize(1);
	}

	@Test
	void commentsAreReadOverAllPages() {
		String next = this.stub.url() + ISSUE_PATH + "/comments?per_page=100&page=2";
		this.stub.answer(200, array(comment()), "Link", "<" + next + ">; rel=\"next\"")
			.answer(200, array(comment().put("id", 2)));
		List<GitHubComment> comments = this.client.comments(REF);
		assertThat(comments).extracting(GitHubComment::id).containsExactly(1L, 2L);
		assertThat(comments.get(0)).isEqualTo(new GitHubComment(1, "Me too", new GitHubUser(1, "octocat"),
				"https://github.com/octocat/Hello-World/issues/1347#issuecomment-1",
				Instant.parse("2011-04-14T16:00:49Z"), Instant.parse("2011-04-14T16:00:49Z")));
		assertThat(this.stub.calls()).extracting(Call::toString)
			.containsExactly("GET " + ISSUE_PATH + "/comments?per_page=100",
					"GET " + ISSUE_PATH + "/comments?per_page=100&page=2");
	}

	@Test
	void commentIsWritten() {
		this.stub.answer(201, comment().toString());
		assertThat(this.client.createComment(REF, "Me too").id()).isEqualTo(1);
		assertThat(this.stub.call()).hasToString("POST " + ISSUE_PATH + "/comments");
		assertThat(this.stub.call().body()).isEqualTo("{\"body\":\"Me too\"}");
	}

	@Test
	void commentIsChanged() {
		this.stub.answer(200, comment().put("id", 5_000_000_000L).toString());
		assertThat(this.client.updateComment("octocat/Hello-World", 5_000_000_000L, "Not me").id())
			.isEqualTo(5_000_000_000L);
		assertThat(this.stub.call()).hasToString("PATCH /repos/octocat/Hello-World/issues/comments/5000000000");
		assertThat(this.stub.call().body()).isEqualTo("{\"body\":\"Not me\"}");
	}

	@Test
	void commentIsDeletedOnceOrMore() {
		this.stub.answer(204, "").answer(404, "{\"message\":\"Not Found\"}");
		this.client.deleteComment("octocat/Hello-World", 7);
		this.client.deleteComment("octocat/Hello-World", 7);
		assertThat(this.stub.calls()).extracting(Call::toString)
			.containsOnly("DELETE /repos/octocat/Hello-World/issues/comments/7");
	}

	@Test
	void secondaryLimitNamesAMinute() {
		this.stub.answer(403, "{\"message\":\"You have exceeded a secondary rate limit. Please wait.\"}");
		assertThatExceptionOfType(UpstreamException.RateLimited.class)
			.isThrownBy(() -> this.client.createComment(REF, "x"))
			.satisfies((ex) -> assertThat(ex.until()).isEqualTo(ClientTestSupport.NOW.plusSeconds(60)));
	}

	@Test
	void enterpriseServerIsBelowItsPath() {
		try (StubUpstream enterprise = StubUpstream.lenient()) {
			enterprise.answer(200, issue().put("repository_url", enterprise.url() + "/api/v3/repos/o/r").toString());
			GitHubClient client = new RestGitHubClient(api(URI.create(enterprise.url() + "/api/v3")));
			assertThat(client.issue(REF).ref().repository()).isEqualTo("o/r");
			assertThat(enterprise.call()).hasToString("GET /api/v3" + ISSUE_PATH);
		}
	}

	@Test
	void repositoryIsCheckedBeforeItIsPartOfAUrl() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.deleteComment("owner", 1));
	}

	@Test
	void descriptionFailsAWrongRequest() {
		this.stub.answer(200, issue().toString());
		this.client.updateIssue(REF, new GitHubIssueUpdate(null, null, "resolved", null));
		assertThat(this.stub.takeViolations()).isNotEmpty().first().asString().contains("/state").contains("resolved");
	}

	@Test
	void descriptionFailsAWrongAnswer() {
		this.stub.answer(200, issue().put("number", "many").put("id", 1).toString());
		assertThatExceptionOfType(UpstreamException.Transient.class).isThrownBy(() -> this.client.issue(REF));
		assertThat(this.stub.takeViolations()).isNotEmpty().first().asString().contains("/number");
	}

	private GitHubApi api(URI url) {
		GitHubProperties properties = new GitHubProperties(url, "s3cret", Duration.ofSeconds(2), Duration.ofSeconds(10),
				4, DataSize.ofMegabytes(1), null);
		return this.http.client(GitHubApi.class, Upstream.GITHUB, properties.http(), properties.credentials());
	}

	private static ObjectNode issue() {
		ObjectNode issue = ApiDescription.example(DESCRIPTION, "issue").deepCopy();
		issue.remove(List.of("pull_request", "state_reason"));
		return issue;
	}

	private static ObjectNode comment() {
		return ApiDescription.example(DESCRIPTION, "issue-comment").deepCopy();
	}

	private static String array(JsonNode... nodes) {
		return JsonNodeFactory.instance.arrayNode().addAll(List.of(nodes)).toString();
	}

}
