package io.github.githubjirasync.ratelimit.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Drawn;
import io.github.githubjirasync.ratelimit.Notice;

/**
 * The budgets of one account as one instance counts them, by the rules of
 * {@code draw.lua}, but for turns: nobody gets one for later.
 */
final class LocalAccount {

	private static final long FOR_A_PLACE = 50;

	private final double share;

	private final int mostNames;

	/** By window: what was spent in each part. */
	private final Map<String, TreeMap<Long, Integer>> windows = new HashMap<>();

	/** By hold, until when. */
	private final Map<String, Long> holds = new HashMap<>();

	/** By place, who has it until when. */
	private final Map<String, Map<String, Long>> places = new HashMap<>();

	private final Map<String, TurnState> turns = new HashMap<>();

	private final Map<String, QuotaState> quotas = new HashMap<>();

	LocalAccount(double share, int mostNames) {
		this.share = share;
		this.mostNames = mostNames;
	}

	synchronized Drawn draw(List<Draw> draws, long now) {
		forget(now);
		long wait = 0;
		int by = -1;
		List<Long> left = new ArrayList<>();
		for (int i = 0; i < draws.size(); i++) {
			Draw draw = draws.get(i);
			long needed = wait(draw, now);
			if (needed > wait) {
				wait = needed;
				by = i;
			}
			left.add((draw instanceof Draw.Window window) ? Math.max(0L, limit(window) - spent(window, now)) : -1L);
		}
		if (by < 0) {
			draws.forEach((draw) -> commit(draw, now));
		}
		return new Drawn(Duration.ofMillis(wait), by, left);
	}

	/** Counts what was spent in windows, whether it fits or not. */
	synchronized void spent(List<Draw> draws, long now) {
		forget(now);
		for (Draw draw : draws) {
			if (draw instanceof Draw.Window window) {
				spent(window, now);
				parts(window).merge(now / window.partMillis(), window.cost(), Integer::sum);
			}
		}
	}

	synchronized void tell(List<Notice> notices, long now) {
		for (Notice notice : notices) {
			if (notice instanceof Notice.Hold hold) {
				this.holds.merge(hold.name(), now + hold.duration().toMillis(), Math::max);
			}
			else if (notice instanceof Notice.Left told) {
				this.quotas.put(told.name(), new QuotaState(told.left(), now + told.reset().toMillis()));
			}
			else if (notice instanceof Notice.Returned returned) {
				this.quotas.computeIfPresent(returned.name(),
						(name, known) -> new QuotaState(known.left + returned.cost(), known.reset));
			}
			else if (notice instanceof Notice.PlaceFreed freed) {
				taken(freed.name()).remove(freed.token());
			}
			else if (notice instanceof Notice.TurnEnded ended) {
				this.turns.computeIfPresent(ended.name(), (name, turn) -> new TurnState(turn.next, 0));
			}
		}
	}

	private long wait(Draw draw, long now) {
		if (draw instanceof Draw.Window window) {
			return waitForWindow(window, now);
		}
		if (draw instanceof Draw.Quota quota) {
			QuotaState known = this.quotas.get(quota.name());
			return (known != null && known.reset > now && known.left < quota.cost()) ? known.reset - now : 0;
		}
		if (draw instanceof Draw.Free) {
			return Math.max(0, this.holds.getOrDefault(draw.name(), 0L) - now);
		}
		if (draw instanceof Draw.Place place) {
			Map<String, Long> taken = taken(place.name());
			taken.values().removeIf((until) -> until <= now);
			return (taken.size() >= Math.max(1, (int) (place.places() * this.share))) ? FOR_A_PLACE : 0;
		}
		Draw.Turn turn = (Draw.Turn) draw;
		TurnState state = this.turns.getOrDefault(turn.name(), new TurnState(0, 0));
		long pause = Math.max(10, turn.spacing().toMillis() / 4);
		return Math.max(Math.max(0, state.next - now), (state.busy > now) ? Math.min(state.busy - now, pause) : 0);
	}

	private long waitForWindow(Draw.Window window, long now) {
		long missing = spent(window, now) + Math.min(window.cost(), limit(window)) - limit(window);
		if (missing <= 0) {
			return 0;
		}
		for (Map.Entry<Long, Integer> part : parts(window).entrySet()) {
			missing -= part.getValue();
			if (missing <= 0) {
				return (part.getKey() + Draw.Window.PARTS + 2) * window.partMillis() - now;
			}
		}
		return window.rate().window().toMillis();
	}

	private void commit(Draw draw, long now) {
		if (draw instanceof Draw.Window window) {
			parts(window).merge(now / window.partMillis(), Math.min(window.cost(), limit(window)), Integer::sum);
		}
		else if (draw instanceof Draw.Quota quota) {
			this.quotas.computeIfPresent(quota.name(),
					(name, known) -> new QuotaState(known.left - quota.cost(), known.reset));
		}
		else if (draw instanceof Draw.Place place) {
			taken(place.name()).put(place.token(), now + place.lease().toMillis());
		}
		else if (draw instanceof Draw.Turn turn) {
			// Alone it does not know of the others' turns.
			long spacing = Math.round(turn.spacing().toMillis() / this.share);
			this.turns.put(turn.name(), new TurnState(now + spacing, now + turn.lease().toMillis()));
		}
	}

	private int limit(Draw.Window window) {
		return Math.max(1, (int) (window.rate().limit() * this.share));
	}

	private long spent(Draw.Window window, long now) {
		TreeMap<Long, Integer> parts = parts(window);
		parts.headMap(now / window.partMillis() - Draw.Window.PARTS - 1).clear();
		return parts.values().stream().mapToLong(Integer::longValue).sum();
	}

	private TreeMap<Long, Integer> parts(Draw.Window window) {
		return this.windows.computeIfAbsent(window.name(), (name) -> new TreeMap<>());
	}

	private Map<String, Long> taken(String place) {
		return this.places.computeIfAbsent(place, (name) -> new HashMap<>());
	}

	/** Bounds what is kept, at the price of forgetting it too early. */
	private void forget(long now) {
		this.holds.values().removeIf((until) -> until <= now);
		if (this.windows.size() > this.mostNames) {
			this.windows.clear();
		}
	}

	/**
	 * When the next turn may begin, and until when one lasts, in milliseconds.
	 *
	 * @param next the earliest beginning
	 * @param busy the latest end
	 */
	private record TurnState(long next, long busy) {
	}

	/**
	 * What the other side said is left.
	 *
	 * @param left how much
	 * @param reset the millisecond at which all is there again
	 */
	private record QuotaState(long left, long reset) {
	}

}
