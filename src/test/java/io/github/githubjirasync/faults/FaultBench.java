package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Injects the faults and prints a line for each, then the sums. Those that may are
 * injected side by side, the others one after the other. Started by
 * {@code bench/run faults}.
 */
final class FaultBench {

	private static final Duration LIMIT = Duration.ofMinutes(40);

	private static final int SIDE_BY_SIDE = 3;

	private static final String USAGE = "usage: bench/run faults [--quick] [--only name[,name]]";

	private int lost;

	private int doubled;

	private int worstSecond;

	private Duration recovery = Duration.ZERO;

	private boolean missed;

	private FaultBench() {
	}

	/**
	 * Runs the faults. Ends with status 1 if a bar is missed, 2 if asked for what there
	 * is not.
	 * @param arguments {@code --quick} for a short run, {@code --only name,…} for some
	 */
	public static void main(String[] arguments) throws InterruptedException {
		List<Fault> faults;
		try {
			faults = faults(List.of(arguments));
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.err.println(USAGE);
			System.exit(2);
			return;
		}
		endWithin(LIMIT);
		SharedClasses.archive();
		FaultBench bench = new FaultBench();
		bench.run(faults);
		bench.printSums();
		System.exit(bench.missed ? 1 : 0);
	}

	private static List<Fault> faults(List<String> arguments) {
		Set<String> names = new HashSet<>();
		boolean quick = false;
		for (int i = 0; i < arguments.size(); i++) {
			String argument = arguments.get(i);
			if (argument.equals("--quick")) {
				quick = true;
			}
			else if (argument.equals("--only") && i + 1 < arguments.size()) {
				names.addAll(Arrays.asList(arguments.get(++i).split(",")));
			}
			else {
				throw new IllegalArgumentException("Not understood: " + argument);
			}
		}
		List<Fault> all = Faults.all(quick);
		Set<String> known = all.stream().map(Fault::name).collect(Collectors.toSet());
		names.stream().filter((name) -> !known.contains(name)).findFirst().ifPresent((name) -> {
			throw new IllegalArgumentException("No fault " + name + "; there are "
					+ all.stream().map(Fault::name).collect(Collectors.joining(", ")));
		});
		return all.stream().filter((fault) -> names.isEmpty() || names.contains(fault.name())).toList();
	}

	/** Whatever hangs, the processes of this run end with it. */
	private static void endWithin(Duration limit) {
		ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor((work) -> {
			Thread thread = new Thread(work, "watch");
			thread.setDaemon(true);
			return thread;
		});
		watch.schedule(() -> {
			System.err.println("Not done within " + limit.toMinutes() + " minutes");
			System.exit(1);
		}, limit.toSeconds(), TimeUnit.SECONDS);
	}

	private void run(List<Fault> faults) throws InterruptedException {
		var together = Executors.newFixedThreadPool(SIDE_BY_SIDE);
		faults.stream().filter(Fault::besideOthers).forEach((fault) -> together.execute(() -> run(fault)));
		together.shutdown();
		together.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS);
		faults.stream().filter((fault) -> !fault.besideOthers()).forEach(this::run);
	}

	private void run(Fault fault) {
		System.err.println("# " + fault.name());
		Verdict verdict = judged(fault);
		synchronized (this) {
			System.out.println(verdict);
			this.lost += verdict.lost();
			this.doubled += verdict.doubled();
			this.worstSecond = Math.max(this.worstSecond, verdict.worstSlidingSecond());
			if (fault instanceof KillWorker && verdict.recovery().compareTo(this.recovery) > 0) {
				this.recovery = verdict.recovery();
			}
			this.missed |= !verdict.misses().isEmpty();
		}
	}

	/** A fault that cannot be judged has missed its bars. */
	private static Verdict judged(Fault fault) {
		try {
			return fault.run();
		}
		catch (RuntimeException ex) {
			Verdict verdict = new Verdict(fault.name());
			verdict.require(false, ex.toString().replace('\n', ' '));
			return verdict;
		}
	}

	private void printSums() {
		System.out.println("lost: " + this.lost);
		System.out.println("doubled: " + this.doubled);
		System.out.println("worst_sliding_second: " + this.worstSecond);
		System.out.println("recovery_seconds: " + Verdict.seconds(this.recovery));
	}

}
