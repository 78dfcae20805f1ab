package io.github.githubjirasync.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.githubjirasync.faults.LedgerEntry.Event;

/**
 * Reads all ledgers of a run and the final state of the queue.
 * <ul>
 * <li>A job is <b>lost</b> if it was accepted, and in the end neither the queue nor any
 * worker's ledger says that it completed or is a dead letter; or if it completed and no
 * handler finished it.</li>
 * <li>A job is <b>doubled</b> if its effect was made twice, if two settlements of it were
 * answered with "completed" (by the producer's key, so a second job for the same delivery
 * counts too), or if it is in more than one state in the end.</li>
 * <li>A job <b>ran again</b> if its handler was called for a second lease, other than
 * after a failure that it reported.</li>
 * </ul>
 *
 * @param accepted the keys of the accepted jobs
 * @param lost the keys of the lost jobs
 * @param doubled the keys of the doubled jobs
 * @param effectsTwice the keys of those of them whose effect was made twice
 * @param ranAgain the keys of the jobs that ran again
 */
record Judge(Set<String> accepted, Set<String> lost, Set<String> doubled, Set<String> effectsTwice,
		Set<String> ranAgain) {

	/**
	 * Judges a run.
	 * @param entries the entries of all ledgers
	 * @param states the ids of the jobs in each of the queue's states, by its name
	 * @return the judgement
	 */
	static Judge of(List<LedgerEntry> entries, Map<String, Set<String>> states) {
		Map<String, String> jobIds = entries.stream()
			.filter((entry) -> entry.event() == Event.ACCEPTED)
			.collect(Collectors.toMap(LedgerEntry::key, LedgerEntry::jobId, (first, second) -> second));
		Set<String> settled = new HashSet<>(states.getOrDefault("completed", Set.of()));
		settled.addAll(states.getOrDefault("dead", Set.of()));
		entries.stream()
			.filter((entry) -> entry.event() == Event.COMPLETED || entry.event() == Event.DEAD)
			.forEach((entry) -> settled.add(entry.jobId()));
		Set<String> completed = new HashSet<>(states.getOrDefault("completed", Set.of()));
		entries.stream()
			.filter((entry) -> entry.event() == Event.FINISHED)
			.forEach((entry) -> completed.remove(entry.jobId()));
		Set<String> lost = jobIds.entrySet()
			.stream()
			.filter((job) -> !settled.contains(job.getValue()) || completed.contains(job.getValue()))
			.map(Map.Entry::getKey)
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> doubled = moreThanOnce(entries, (entry) -> entry.event() == Event.COMPLETED);
		Set<String> effectsTwice = moreThanOnce(entries, (entry) -> entry.event() == Event.EFFECT);
		doubled.addAll(effectsTwice);
		jobIds.forEach((key, id) -> {
			if (states.values().stream().filter((ids) -> ids.contains(id)).count() > 1) {
				doubled.add(key);
			}
		});
		return new Judge(Set.copyOf(jobIds.keySet()), lost, doubled, effectsTwice, ranAgain(entries));
	}

	private static Set<String> moreThanOnce(List<LedgerEntry> entries, Predicate<LedgerEntry> which) {
		Set<String> seen = new HashSet<>();
		return entries.stream()
			.filter(which)
			.map(LedgerEntry::key)
			.filter((key) -> !seen.add(key))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> ranAgain(List<LedgerEntry> entries) {
		Map<String, Set<Integer>> attempts = new HashMap<>();
		return entries.stream()
			.filter((entry) -> entry.event() == Event.STARTED)
			.filter((entry) -> !attempts.computeIfAbsent(entry.key(), (key) -> new HashSet<>()).add(entry.attempt()))
			.map(LedgerEntry::key)
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
