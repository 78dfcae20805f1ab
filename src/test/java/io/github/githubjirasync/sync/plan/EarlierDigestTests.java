package io.github.githubjirasync.sync.plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.RichText;
import io.github.githubjirasync.sync.link.Link;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What earlier versions noted of texts is understood. */
class EarlierDigestTests {

	private static final String TEXT = "f23e67e995a1f6cb40226665a938199a";

	private static final String WORDS = "99c72f21418cdbd09341b43b6a1ed1130ed402b97fd678676fdd1680231e4a9b";

	private static final Map<String, String> TEXTS = Map.of("", "e3b0c44298fc1c149afbf4c8996fb924", "It fails.", TEXT);

	@Test
	void textIsTheOneThatAnEarlierVersionNoted() {
		TEXTS.forEach((text, digest) -> {
			assertThat(Field.isDigest(digest, text)).isTrue();
			assertThat(Field.isDigest(digest, text + "!")).isFalse();
			assertThat(Field.isDigest(Field.digest(text), text)).isTrue();
			assertThat(Field.isEarlierDigest(Field.digest(text), text)).isFalse();
		});
		assertThat(Field.isDigest(null, "")).isFalse();
	}

	@Test
	void textsThatAnEarlierVersionNotedAreNotWrittenAgain() {
		Map<String, FieldState> fields = new HashMap<>(SampleIssues.IN_STEP);
		fields.put(Field.BODY, new FieldState(TEXT, WORDS));
		assertThat(plan(fields, Map.of()).isEmpty()).isTrue();
		assertThat(plan(fields, Map.of("body", "It failed.")).result(Field.BODY).to()).isEqualTo(Origin.JIRA);
		assertThat(plan(fields, Map.of("description", "*It* failed.")).result(Field.BODY).to()).isNull();
	}

	private static Plan plan(Map<String, FieldState> fields, Map<String, String> values) {
		Link link = new Binder(new MapConfigurationPropertySource(
				Map.of("name", "widgets", "github.repository", "acme/widgets", "jira.project", "WID")))
			.bind("", Link.class)
			.get();
		Instant time = Instant.parse("2026-01-02T03:04:05Z");
		return IssuePlanner.plan(
				Situation
					.onGitHub(SampleIssues.onGitHub(values), false, new SyncedState(time, time, fields), link,
							SampleIssues.CONVERSION)
					.withJira(SampleIssues.inJira(values)));
	}

	@Test
	void wordsAreThoseThatAnEarlierVersionNoted() {
		String nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
		assertThat(Field.isEarlierWordsDigest(nothing, null)).isTrue();
		assertThat(Field.isEarlierWordsDigest(WORDS, RichText.markdown("It **fails**."))).isTrue();
		assertThat(Field.isEarlierWordsDigest(WORDS, RichText.markdown("It **failed**."))).isFalse();
		assertThat(Field.isEarlierWordsDigest(Field.NO_WORDS, null)).isFalse();
	}

}
