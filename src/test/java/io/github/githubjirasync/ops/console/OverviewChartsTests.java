package io.github.githubjirasync.ops.console;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.github.githubjirasync.ops.history.History;
import io.github.githubjirasync.ops.history.HistoryStore;
import io.github.githubjirasync.ops.history.MinuteRow;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class OverviewChartsTests {

	private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:30Z"), ZoneOffset.UTC);

	@Test
	void withoutAHistoryChartsAreEmpty() {
		List<Chart> charts = charts(Map.of());
		assertThat(charts).extracting(Chart::id).containsExactly("throughput", "depth", "latency", "failures");
		assertThat(charts).allSatisfy((chart) -> assertThat(chart.empty()).isTrue());
	}

	@Test
	void eachSlotIsARowOfTheTableNewestFirst() {
		long now = NOON.instant().getEpochSecond() / 60;
		Chart throughput = charts(Map.of(now - 1, List.of(row(10), row(20)), now, List.of(row(5)))).get(0);
		assertThat(throughput.rows()).extracting((row) -> row.subList(0, 2))
			.containsExactly(List.of("12:00", "5"), List.of("11:59", "30"));
		assertThat(throughput.upper()).containsExactly("40", "20", "0");
		assertThat(throughput.times()).startsWith("11:01").endsWith("now");
	}

	@Test
	void failuresAreStackedByCause() {
		long now = NOON.instant().getEpochSecond() / 60;
		Chart failures = charts(Map.of(now, List.of(row(5)))).get(3);
		assertThat(failures.series()).extracting(Chart.Key::name, Chart.Key::figure)
			.containsExactly(tuple("Rejected by the upstream", "2"));
		assertThat(failures.plot()).contains("<rect class=\"f4\"").doesNotContain("style=");
	}

	private static MinuteRow row(long done) {
		return new MinuteRow(done, 1, 2, 0, 0, List.of(0L, 0L, done), Map.of("REJECTED", 2L),
				new MinuteRow.Depth(3, 0, 1, 0, 0));
	}

	private static List<Chart> charts(Map<Long, List<MinuteRow>> rows) {
		HistoryStore store = new HistoryStore() {

			@Override
			public void put(long minute, String instance, MinuteRow row) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Map<Long, List<MinuteRow>> read(long from, long to) {
				return rows;
			}

		};
		return new OverviewCharts(History.of(store, NOON)).of(History.Span.HOUR);
	}

}
