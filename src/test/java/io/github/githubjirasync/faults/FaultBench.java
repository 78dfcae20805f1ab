package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Injects the faults one after the other and prints a line for each.
 */
public final class FaultBench {

	private FaultBench() {
	}

	/**
	 * Runs the faults.
	 * @param args {@code --quick} for a short run, {@code --only name,…} for some
	 */
	public static void main(String[] args) {
		List<String> arguments = Arrays.asList(args);
		int only = arguments.indexOf("--only");
		Set<String> names = (only >= 0) ? Set.of(arguments.get(only + 1).split(",")) : Set.of();
		List<Fault> faults = faults(arguments.contains("--quick")).stream()
			.filter((fault) -> names.isEmpty() || names.contains(fault.name()))
			.toList();
		int lost = 0;
		int doubled = 0;
		int worstSecond = 0;
		Duration recovery = Duration.ZERO;
		boolean missed = faults.isEmpty();
		for (Fault fault : faults) {
			Verdict verdict = run(fault);
			System.out.println(verdict);
			lost += verdict.lost();
			doubled += verdict.doubled();
			worstSecond = Math.max(worstSecond, verdict.worstSlidingSecond());
			recovery = (fault instanceof KillWorker) ? verdict.recovery() : recovery;
			missed |= !verdict.misses().isEmpty();
		}
		System.out.println("lost: " + lost);
		System.out.println("doubled: " + doubled);
		System.out.println("worst_sliding_second: " + worstSecond);
		System.out.println("recovery_seconds: " + Verdict.seconds(recovery));
		System.exit(missed ? 1 : 0);
	}

	/** A fault that cannot be judged has missed its bars. */
	private static Verdict run(Fault fault) {
		try {
			return fault.run();
		}
		catch (RuntimeException ex) {
			Verdict verdict = new Verdict(fault.name());
			verdict.require(false, ex.toString());
			return verdict;
		}
	}

	private static List<Fault> faults(boolean quick) {
		Duration lease = Duration.ofSeconds(quick ? 2 : 10);
		List<Duration> downtimes = seconds(quick, 1, 5, 40, 75);
		return List.of(new KillWorker(quick ? 3 : 20, lease), new StopWorker(quick ? 3 : 10, lease),
				new RollingTermination(quick ? 1 : 3), new KillRedis("everysec", downtimes),
				new KillRedis("always", downtimes), new PowerLoss(quick ? 1 : 5),
				NetworkFault.cut(lease, seconds(quick, 3, 5, 30, 90)),
				NetworkFault.stall(lease, seconds(quick, 3, 5, 30, 90)), NetworkFault.halfOpen(lease, quick ? 1 : 3),
				new ClockSkew(Duration.ofSeconds(quick ? 10 : 60)),
				new RateLimit(quick ? 2 : 10, Duration.ofSeconds(quick ? 5 : 20)),
				new FullRedis(quick ? "8mb" : "64mb"), new ScriptFlush(quick ? 30 : 200));
	}

	/** The first only for a quick run. */
	private static List<Duration> seconds(boolean quick, Integer... seconds) {
		return Stream.of(seconds).limit(quick ? 1 : seconds.length).map(Duration::ofSeconds).toList();
	}

}
